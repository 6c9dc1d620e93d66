package io.fundstream.system.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What a run has seen, for many threads. */
final class Findings {
  /** The rest would say the same. */
  private static final int MOST_FAULTS = 50;

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final LongAdder faulty = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final Set<String> positions = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Duration> slowest = new AtomicReference<>(Duration.ZERO);

  void sent() {
    requests.increment();
  }

  void answered(String what, Reply reply) {
    counts.computeIfAbsent(what + " " + reply.status(), _ -> new LongAdder()).increment();
    statuses.computeIfAbsent(reply.status(), _ -> new LongAdder()).increment();
    slowest.accumulateAndGet(reply.took(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    if (reply.success()) reply.header("fundstream-position").ifPresent(positions::add);
  }

  /** What one line of a batch was answered. */
  void line(String what, int status) {
    counts.computeIfAbsent("(line), " + what + ", " + status, _ -> new LongAdder()).increment();
  }

  /** An accepted command was told this position. */
  void told(String position) {
    positions.add(position);
  }

  /**
   * @param where enough to find it again
   */
  void fault(String where, List<String> wrong) {
    faulty.increment();
    synchronized (faults) {
      if (faults.size() < MOST_FAULTS) faults.add(String.join("; ", wrong) + "\n" + where);
    }
  }

  /** Positions that accepted commands were told. */
  Set<String> positions() {
    return Set.copyOf(positions);
  }

  FuzzReport report(long seed, Duration took) {
    Map<Integer, Long> byStatus = new TreeMap<>();
    statuses.forEach((status, n) -> byStatus.put(status, n.sum()));
    Map<String, Long> byKind = new TreeMap<>();
    counts.forEach((kind, n) -> byKind.put(kind, n.sum()));
    return new FuzzReport(
        seed,
        requests.sum(),
        took,
        slowest.get(),
        byStatus,
        byKind,
        faulty.sum(),
        List.copyOf(faults));
  }
}
