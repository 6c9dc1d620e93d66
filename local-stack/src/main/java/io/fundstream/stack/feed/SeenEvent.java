package io.fundstream.stack.feed;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fundstream.runtime.json.Json;
import io.fundstream.schemas.EventEnvelope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An event as it lies in Kafka.
 *
 * @param payload the decoded record as JSON
 */
public record SeenEvent(
    EventEnvelope envelope, String payload, String topic, int partition, long offset) {

  /** The one shape that an event has in every answer. */
  private record Item(
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

  /** One line of JSON. */
  public String json() {
    EventEnvelope e = envelope;
    return Json.text(
        new Item(
            e.eventId(),
            e.context(),
            e.shortType(),
            e.streamId(),
            e.version(),
            e.position(),
            e.tenant(),
            e.actor(),
            e.correlationId(),
            e.effectiveOn(),
            e.recordedAt(),
            payload,
            HexFormat.of().formatHex(e.hash())));
  }

  /** One line for a person. */
  public String text() {
    return "%s  %s %s  %s  v%d  %s  %s/%d@%d"
        .formatted(
            envelope.recordedAt(),
            envelope.context(),
            envelope.shortType(),
            envelope.position(),
            envelope.version(),
            payload,
            topic,
            partition,
            offset);
  }
}
