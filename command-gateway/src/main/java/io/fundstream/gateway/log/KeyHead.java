package io.fundstream.gateway.log;

import java.util.UUID;

/**
 * The last event of a partition key, as its locked head says.
 *
 * @param recordedAt microseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // replaced whole, never compared
record KeyHead(UUID key, UUID tenant, long seq, byte[] hash, long recordedAt) {}
