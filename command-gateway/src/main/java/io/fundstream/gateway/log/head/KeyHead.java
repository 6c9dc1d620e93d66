package io.fundstream.gateway.log.head;

/**
 * The last event of a partition key.
 *
 * @param recordedAt microseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // replaced whole, never compared
public record KeyHead(long seq, byte[] hash, long recordedAt) {}
