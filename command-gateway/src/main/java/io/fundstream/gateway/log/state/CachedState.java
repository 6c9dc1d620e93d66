package io.fundstream.gateway.log.state;

import io.fundstream.gateway.command.StreamKind;

/**
 * A stream's state at a version.
 *
 * @param state of the kind's type
 * @param recordedAt when that version was recorded, microseconds since 1970 UTC
 */
public record CachedState(StreamKind<?, ?> kind, int version, Object state, long recordedAt) {}
