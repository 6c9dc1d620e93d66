package io.fundstream.projector.table;

import io.fundstream.projector.fold.RawRecord;

/**
 * A part (partition) of a topic.
 *
 * @param part its number, from 0
 */
public record Part(String topic, int part) implements Comparable<Part> {
  /** Where a record lies. */
  public static Part of(RawRecord raw) {
    return new Part(raw.topic(), raw.part());
  }

  @Override
  public int compareTo(Part other) {
    int byTopic = topic.compareTo(other.topic);
    return byTopic != 0 ? byTopic : Integer.compare(part, other.part);
  }
}
