package io.fundstream.projector.table;

import java.util.UUID;

/**
 * What an operator wants done about a parked record.
 *
 * @param skip true: leave it out and go on; false: try it again
 * @param key its partition key
 * @param topic with part and offset, where it lies
 */
public record Wish(
    UUID id, boolean skip, UUID key, String topic, int part, long offset, String askedBy) {

  /** {@code topic-part@offset}, for people. */
  public String place() {
    return topic + "-" + part + "@" + offset;
  }
}
