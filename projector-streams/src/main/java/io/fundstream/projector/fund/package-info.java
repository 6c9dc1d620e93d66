/**
 * The fund context in the projector: the fold of a fund's events into its current row, its history
 * and its configurations, and the sentences that tell of it.
 *
 * <p>Not for: anything that other contexts would share.
 */
@NullMarked
package io.fundstream.projector.fund;

import org.jspecify.annotations.NullMarked;
