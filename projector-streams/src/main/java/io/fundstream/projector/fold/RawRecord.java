package io.fundstream.projector.fold;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it came: where it stood, and its bytes.
 *
 * @param part the partition's number
 * @param headers the last value of each header; a header without a value is left out
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RawRecord(
    String topic,
    int part,
    long offset,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Map<String, byte[]> headers) {

  public RawRecord {
    headers = Map.copyOf(headers);
  }

  /** A header's last value, null if it is absent. */
  public byte @Nullable [] header(String name) {
    return headers.get(name);
  }

  /** {@code topic-part@offset}, for people. */
  public String place() {
    return topic + "-" + part + "@" + offset;
  }

  /** What it takes in memory, roughly, in bytes: bounds are in this unit. */
  public int weight() {
    int size = 256 + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    for (byte[] header : headers.values()) {
      size += 64 + header.length;
    }
    return size;
  }
}
