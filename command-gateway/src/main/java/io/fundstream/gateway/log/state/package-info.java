/**
 * The states of streams: kept in memory, read from snapshots, folded from events.
 *
 * <p>Not for: what a state means (each context).
 */
@NullMarked
package io.fundstream.gateway.log.state;

import org.jspecify.annotations.NullMarked;
