/**
 * Commands between their admission and their outcome, and the bound on how many there may be.
 *
 * <p>Not for: the threads that take them ({@code batch}).
 */
@NullMarked
package io.fundstream.gateway.log.queue;

import org.jspecify.annotations.NullMarked;
