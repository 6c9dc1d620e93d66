package io.fundstream.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands around an event's payload.
 *
 * @param type the full Avro name, {@code fundstream.fund.FundRegistered}
 * @param version the event's number in its stream, from 1
 * @param seq the event's number under its partition key, from 1
 * @param effectiveOn the business date
 * @param recordedAt when it was recorded, whole microseconds
 * @param hash SHA-256 that chains it to its predecessor under the key, 32 bytes
 */
@SuppressWarnings(
    "ArrayRecordComponent") // the hash is passed through and never compared as part of the record
public record EventEnvelope(
    UUID eventId,
    UUID tenant,
    String context,
    String type,
    UUID streamId,
    int version,
    UUID partitionKey,
    long seq,
    String actor,
    String correlationId,
    @Nullable String causationId,
    @Nullable String traceparent,
    LocalDate effectiveOn,
    Instant recordedAt,
    byte[] hash) {

  /** The record's name without its namespace, the {@code type} of HTTP. */
  public String shortType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * {@code <partition key>:<seq>}, the one token for order, de-duplication and read-your-writes.
   */
  public String position() {
    return partitionKey + ":" + seq;
  }

  /**
   * Reads a Kafka record's key and headers.
   *
   * @param header gives a header's last value, null if it is absent
   * @throws MalformedEvent naming the key or header that is missing or wrong
   */
  public static EventEnvelope read(
      byte @Nullable [] key, Function<String, byte @Nullable []> header) {
    Reader in = new Reader(header);
    String type = in.text(EventHeaders.TYPE);
    return new EventEnvelope(
        in.uuid(EventHeaders.ID),
        in.uuid(EventHeaders.TENANT),
        contextOf(type),
        type,
        in.uuid(EventHeaders.SUBJECT),
        in.parse(EventHeaders.STREAM_VERSION, Integer::parseInt),
        partitionKey(key),
        in.parse(EventHeaders.PARTITION_SEQ, Long::parseLong),
        in.text(EventHeaders.ACTOR),
        in.text(EventHeaders.CORRELATION_ID),
        in.optional(EventHeaders.CAUSATION_ID),
        in.optional(EventHeaders.TRACEPARENT),
        in.parse(EventHeaders.EFFECTIVE_ON, LocalDate::parse),
        in.parse(EventHeaders.TIME, Instants::parse),
        in.parse(EventHeaders.EVENT_HASH, EventEnvelope::hash));
  }

  /**
   * The partition key in a Kafka record's key.
   *
   * @throws MalformedEvent if it is not a UUID in lower-case text
   */
  public static UUID partitionKey(byte @Nullable [] key) {
    if (key == null) {
      throw new MalformedEvent("the record has no key");
    }
    return uuid("key", new String(key, StandardCharsets.UTF_8));
  }

  private static byte[] hash(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != 32) {
      throw new IllegalArgumentException("not 32 bytes");
    }
    return bytes;
  }

  private static String contextOf(String type) {
    String[] parts = type.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals("fundstream") || parts[1].isEmpty()) {
      throw new MalformedEvent(EventHeaders.TYPE + " is not fundstream.<context>.<Name>: " + type);
    }
    return parts[1];
  }

  private static UUID uuid(String name, String text) {
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equals(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(name + " is not a UUID: " + text, e);
    }
    throw new MalformedEvent(name + " is not a UUID in lower-case text: " + text);
  }

  private record Reader(Function<String, byte @Nullable []> header) {
    @Nullable String optional(String name) {
      byte[] value = header.apply(name);
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    String text(String name) {
      String value = optional(name);
      if (value == null) {
        throw new MalformedEvent("the header " + name + " is missing");
      }
      return value;
    }

    UUID uuid(String name) {
      return EventEnvelope.uuid(name, text(name));
    }

    <T> T parse(String name, Function<String, T> parser) {
      String value = text(name);
      try {
        return parser.apply(value);
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw new MalformedEvent("the header " + name + " is not valid: " + value, e);
      }
    }
  }
}
