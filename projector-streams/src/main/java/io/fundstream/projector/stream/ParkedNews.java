package io.fundstream.projector.stream;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is parked, and of what operators wish something; shared by all threads. */
public final class ParkedNews {
  private final AtomicBoolean stale = new AtomicBoolean(true);
  private volatile Map<String, Count> counts = Map.of();
  private volatile Set<String> wished = Set.of();

  /**
   * How much of a projection is parked.
   *
   * @param records those that wait behind one included
   * @param keys how many partition keys stand still
   */
  public record Count(long records, long keys) {
    static final Count NONE = new Count(0, 0);
  }

  void counts(Map<String, Count> now) {
    counts = Map.copyOf(now);
  }

  void wished(Set<String> projections) {
    wished = Set.copyOf(projections);
  }

  /** The counts are no longer right. */
  void changed() {
    stale.set(true);
  }

  boolean takeStale() {
    return stale.getAndSet(false);
  }

  Count count(String projection) {
    return counts.getOrDefault(projection, Count.NONE);
  }

  /** Whether somebody wishes something of a projection's parked records. */
  boolean isWished(String projection) {
    return wished.contains(projection);
  }
}
