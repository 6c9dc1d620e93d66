package io.fundstream.gateway.log.decide;

import java.time.LocalDate;
import java.util.UUID;

/**
 * One row of the log, without its hash.
 *
 * @param type the full Avro name
 * @param metadata as {@link Metadata} writes it
 * @param recordedAt microseconds since 1970 UTC
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record LogRow(
    UUID eventId,
    UUID tenant,
    String context,
    UUID streamId,
    int version,
    UUID partitionKey,
    long seq,
    String type,
    byte[] payload,
    byte[] metadata,
    LocalDate effectiveOn,
    long recordedAt) {}
