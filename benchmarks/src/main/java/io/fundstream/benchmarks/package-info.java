/**
 * Speed, always as a ratio to a limit or a peer measured in the same run on the same server:
 * machines are noisy, and only ratios last.
 *
 * <p>Not for: tests. Nothing here passes or fails a build.
 */
@NullMarked
package io.fundstream.benchmarks;

import org.jspecify.annotations.NullMarked;
