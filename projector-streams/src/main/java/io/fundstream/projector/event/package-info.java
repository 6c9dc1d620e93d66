/**
 * The trail and the feed: one row an event, of every context.
 *
 * <p>Not for: what an event means.
 */
@NullMarked
package io.fundstream.projector.event;

import org.jspecify.annotations.NullMarked;
