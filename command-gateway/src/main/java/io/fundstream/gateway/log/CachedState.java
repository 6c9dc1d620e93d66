package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;

/**
 * A stream's state at a version.
 *
 * @param state of the kind's type
 * @param recordedAt when that version was recorded, microseconds since 1970 UTC
 */
record CachedState(StreamKind<?, ?> kind, int version, Object state, long recordedAt) {}
