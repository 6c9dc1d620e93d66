package io.fundstream.relay.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.relay.Refused;
import java.nio.charset.StandardCharsets;

/**
 * Up to where the log is in Kafka, written in the same transaction as the records it covers.
 *
 * @param lsn every transaction that was committed before this place in the write-ahead log is in
 *     Kafka
 * @param system PostgreSQL's system identifier: another one is another database
 * @param timeline of that server; it changes when a standby is promoted or a backup restored
 * @param keys how many partition keys have a head in Kafka, so that lost heads are noticed
 */
public record SourcePosition(long lsn, String system, int timeline, long keys) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Nowhere, with more keys than there are: a start that finds it believes neither position nor
   * heads and works both out again.
   */
  public static SourcePosition disowned() {
    return new SourcePosition(0, "disowned", 0, Long.MAX_VALUE);
  }

  /** Whether it is {@link #disowned}; an {@code is…} would be a property to Jackson. */
  public boolean believesNothing() {
    return keys == Long.MAX_VALUE;
  }

  /** The same place with another number of keys. */
  public SourcePosition keys(long number) {
    return new SourcePosition(lsn, system, timeline, number);
  }

  /** Compact JSON. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and text", e);
    }
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws Refused if it is anything else
   */
  public static SourcePosition read(byte[] bytes) {
    try {
      return JSON.readValue(bytes, SourcePosition.class);
    } catch (java.io.IOException e) {
      throw new Refused(
          "the record in fundstream.relay.offsets is not a source position: "
              + new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
