/**
 * How fast read tables are filled, beside the bare statement that fills them.
 *
 * <p>Not for: how soon a single event is readable; see {@code platform}.
 */
@NullMarked
package io.fundstream.benchmarks.projector;

import org.jspecify.annotations.NullMarked;
