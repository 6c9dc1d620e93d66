/**
 * How many commands a gateway accepts, beside what the database alone could take and what a simpler
 * gateway takes.
 *
 * <p>Not for: what becomes of the events afterwards.
 */
@NullMarked
package io.fundstream.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
