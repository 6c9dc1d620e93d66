package io.fundstream.query.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One event in the shape that it has everywhere over HTTP.
 *
 * @param type the short name
 * @param position {@code <partition key>:<seq>}
 * @param payload JSON, embedded as it is stored
 * @param hash lower-case hexadecimal
 */
public record EventItem(
    UUID eventId,
    String context,
    String type,
    UUID streamId,
    int version,
    String position,
    UUID tenant,
    String actor,
    String correlationId,
    LocalDate effectiveOn,
    Instant recordedAt,
    @JsonRawValue String payload,
    String hash) {}
