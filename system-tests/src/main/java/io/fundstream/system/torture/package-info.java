/**
 * The command {@code torture}: writers and faults at the same time, how long each recovery took,
 * and the verdict.
 *
 * <p>Not for: the faults themselves, nor the judgement.
 */
@NullMarked
package io.fundstream.system.torture;

import org.jspecify.annotations.NullMarked;
