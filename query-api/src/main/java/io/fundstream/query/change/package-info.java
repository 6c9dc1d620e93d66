/**
 * Which rows of the read tables have changed, as the projector's transactions tell it.
 *
 * <p>Not for what became of them, and not for the feed of events, which misses nothing.
 */
@NullMarked
package io.fundstream.query.change;

import org.jspecify.annotations.NullMarked;
