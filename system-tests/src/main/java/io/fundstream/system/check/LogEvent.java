package io.fundstream.system.check;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A row of the log, every column.
 *
 * @param key the partition key
 * @param type the full Avro name
 * @param metadata as stored
 * @param correlationId out of the metadata: the command it came from
 * @param effectiveOn ISO 8601
 * @param recordedAt microseconds since 1970
 */
public record LogEvent(
    UUID eventId,
    UUID tenant,
    String context,
    UUID stream,
    int version,
    UUID key,
    long seq,
    String type,
    ByteBuffer payload,
    ByteBuffer metadata,
    String correlationId,
    String effectiveOn,
    long recordedAt,
    ByteBuffer hash) {
  private static final int HEADER = 10;

  /** {@code <partition key>:<seq>}. */
  public String position() {
    return key + ":" + seq;
  }

  /** The type without its namespace. */
  public String shortType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** The eight bytes in the payload that name its schema. */
  public ByteBuffer fingerprint() {
    return payload.slice(2, 8);
  }

  /** The Avro record itself. */
  public ByteBuffer data() {
    return payload.slice(HEADER, payload.capacity() - HEADER);
  }

  /** The same event elsewhere in its order. */
  LogEvent at(int otherVersion, long otherSeq, long otherRecordedAt) {
    return new LogEvent(
        eventId,
        tenant,
        context,
        stream,
        otherVersion,
        key,
        otherSeq,
        type,
        payload,
        metadata,
        correlationId,
        effectiveOn,
        otherRecordedAt,
        hash);
  }

  /** The same event with another payload. */
  LogEvent with(ByteBuffer otherPayload) {
    return new LogEvent(
        eventId,
        tenant,
        context,
        stream,
        version,
        key,
        seq,
        type,
        otherPayload,
        metadata,
        correlationId,
        effectiveOn,
        recordedAt,
        hash);
  }

  /** In a few words. */
  public String line() {
    return "seq %d, version %d of %s, %s, event %s of command %s"
        .formatted(seq, version, stream, shortType(), eventId, correlationId);
  }
}
