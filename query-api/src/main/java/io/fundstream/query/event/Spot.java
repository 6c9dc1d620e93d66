package io.fundstream.query.event;

import java.util.Comparator;

/** Where one event lies: the Kafka topic, partition and offset that it came from. */
record Spot(String topic, int part, long offset) implements Comparable<Spot> {
  private static final Comparator<Spot> ORDER =
      Comparator.comparing(Spot::topic)
          .thenComparingInt(Spot::part)
          .thenComparingLong(Spot::offset);

  @Override
  public int compareTo(Spot other) {
    return ORDER.compare(this, other);
  }
}
