package io.fundstream.query.event;

import io.fundstream.query.page.Page;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Makes one order out of many parts: always the part next whose first event was recorded first,
 * ties by topic and part. Each part keeps its own order, and what comes next depends on nothing but
 * the place that was reached, so the order is the same whatever the size of the pages.
 */
final class FeedMerge {
  /** A candidate for a page: its spot, what orders it, and how large it is. */
  record Candidate(Spot spot, Instant recordedAt, long bytes) {}

  /**
   * @param more whether candidates are left
   */
  record Taken(List<Spot> spots, boolean more) {}

  private static final Comparator<Deque<Candidate>> BY_FIRST =
      Comparator.<Deque<Candidate>, Instant>comparing(part -> part.getFirst().recordedAt())
          .thenComparing(part -> part.getFirst().spot());

  private FeedMerge() {}

  /**
   * The first events of the merged order, {@code limit} at most and about {@link Page#MAX_BYTES},
   * but at least one.
   *
   * @param candidates of every part the first {@code limit + 1} not yet read, or all if fewer; of a
   *     part in the order of offsets
   */
  static Taken first(List<Candidate> candidates, int limit) {
    Map<Spot, Deque<Candidate>> parts = new TreeMap<>();
    for (Candidate candidate : candidates) {
      Spot part = new Spot(candidate.spot().topic(), candidate.spot().part(), 0);
      parts.computeIfAbsent(part, absent -> new ArrayDeque<>()).add(candidate);
    }
    PriorityQueue<Deque<Candidate>> heads = new PriorityQueue<>(BY_FIRST);
    heads.addAll(parts.values());
    List<Spot> taken = new ArrayList<>(limit);
    long bytes = 0;
    while (!heads.isEmpty() && taken.size() < limit) {
      Deque<Candidate> part = heads.remove();
      bytes += part.getFirst().bytes();
      if (bytes > Page.MAX_BYTES && !taken.isEmpty()) {
        return new Taken(taken, true);
      }
      taken.add(part.removeFirst().spot());
      if (!part.isEmpty()) {
        heads.add(part);
      }
    }
    return new Taken(taken, !heads.isEmpty());
  }
}
