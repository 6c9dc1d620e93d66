/**
 * What the machine itself can do, printed beside the results: an aim that it cannot meet for its
 * own slowness is then seen as such.
 *
 * <p>Not for: anything of ours.
 */
@NullMarked
package io.fundstream.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
