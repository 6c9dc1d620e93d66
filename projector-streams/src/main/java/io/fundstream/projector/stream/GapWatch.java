package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Arrival;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Watches how long keys have been waiting for a missing event.
 *
 * <p>Time counts only while records are polled for: a pause of the process (or of the machine) adds
 * a second at most, so that waking up does not look like a gap.
 */
final class GapWatch {
  private static final long LONGEST_STEP = Duration.ofSeconds(1).toNanos();

  private final long bound;
  private final Map<UUID, Since> since = new HashMap<>();
  private long last;
  private long clock;

  /** Which event a key waits behind, and since when by this object's clock. */
  private record Since(long next, long at) {}

  /**
   * @param bound how long a key may wait for the same event
   * @param now nanoseconds by any monotonic clock
   */
  GapWatch(Duration bound, long now) {
    this.bound = bound.toNanos();
    this.last = now;
  }

  /**
   * Looks at what waits.
   *
   * @param waiting by key, in seq order
   * @throws GapUnresolved if a key has waited too long
   */
  <E> void look(Map<UUID, List<Arrival<E>>> waiting, long now) {
    clock += Math.clamp(now - last, 0, LONGEST_STEP);
    last = now;
    if (waiting.isEmpty()) {
      since.clear();
      return;
    }
    since.keySet().retainAll(waiting.keySet());
    waiting.forEach((key, list) -> {
      Arrival<E> first = list.getFirst();
      long next = first.seq().orElseThrow();
      Since known = since.get(key);
      if (known == null || known.next() != next) {
        since.put(key, new Since(next, clock));
      } else if (clock - known.at() > bound) {
        throw unresolved(first, next, clock - known.at());
      }
    });
  }

  static GapUnresolved unresolved(Arrival<?> first, long next, long nanos) {
    return new GapUnresolved(
        "key %s waits for an event before seq %d (%s) since %d ms"
            .formatted(first.key(), next, first.raw().place(), nanos / 1_000_000),
        first.key());
  }
}
