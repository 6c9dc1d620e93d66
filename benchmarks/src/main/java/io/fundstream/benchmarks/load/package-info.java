/**
 * Clients: as many requests as there are answers (closed loop), or so many a second whatever the
 * answers do (open loop).
 *
 * <p>Not for: knowing what is measured.
 */
@NullMarked
package io.fundstream.benchmarks.load;

import org.jspecify.annotations.NullMarked;
