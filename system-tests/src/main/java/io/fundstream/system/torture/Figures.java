package io.fundstream.system.torture;

import io.fundstream.system.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often what was done, and how long the stack took to come back. */
public final class Figures {
  private final Map<FaultKind, Integer> hits = new EnumMap<>(FaultKind.class);
  private final Map<String, List<Duration>> recoveries = new TreeMap<>();

  synchronized void hit(FaultKind kind) {
    hits.merge(kind, 1, Integer::sum);
  }

  synchronized void recovered(String what, Duration took) {
    recoveries.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
  }

  /** How often each kind was done. */
  public synchronized Map<FaultKind, Integer> hits() {
    return Map.copyOf(hits);
  }

  /** The slowest recovery after what; zero if there was none. */
  public synchronized Duration slowest(String what) {
    return recoveries.getOrDefault(what, List.of()).stream()
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** One line for each thing that was recovered from. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%-34s %5s %9s %9s".formatted("fault", "times", "median s", "slowest s"));
    recoveries.forEach((what, all) -> {
      List<Duration> sorted = all.stream().sorted().toList();
      lines.add(
          "%-34s %5d %9s %9s"
              .formatted(
                  what,
                  all.size(),
                  seconds(sorted.get(sorted.size() / 2)),
                  seconds(sorted.getLast())));
    });
    return lines;
  }

  static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.2f", length.toMillis() / 1000.0);
  }
}
