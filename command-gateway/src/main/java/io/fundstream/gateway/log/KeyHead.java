package io.fundstream.gateway.log;

/**
 * The last event of a partition key.
 *
 * @param recordedAt microseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // replaced whole, never compared
record KeyHead(long seq, byte[] hash, long recordedAt) {}
