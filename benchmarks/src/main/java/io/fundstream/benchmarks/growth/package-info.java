/**
 * How cost grows: with the length of a stream, with the depth of a list. It should not.
 *
 * <p>Not for: how much there is to begin with.
 */
@NullMarked
package io.fundstream.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
