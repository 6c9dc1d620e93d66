package io.fundstream.system.fuzz;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run found.
 *
 * @param requests sent, connections with raw bytes counted as one each
 * @param slowest the longest that an answer took
 * @param statuses how many answers by status
 * @param kinds how many answers by operation or kind of harm, and status
 * @param faulty how many answers were wrong
 * @param faults the first of them, each with what led to it
 */
public record FuzzReport(
    long seed,
    long requests,
    Duration took,
    Duration slowest,
    Map<Integer, Long> statuses,
    Map<String, Long> kinds,
    long faulty,
    List<String> faults) {
  public FuzzReport {
    statuses = Map.copyOf(statuses);
    kinds = Map.copyOf(kinds);
    faults = List.copyOf(faults);
  }

  /** Whether every answer was right. */
  public boolean sound() {
    return faulty == 0;
  }

  /** Answers of the class 2xx. */
  public long successes() {
    return statuses.entrySet().stream()
        .filter(e -> e.getKey() / 100 == 2)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Figures, and every fault kept. */
  public void print(PrintWriter out) {
    long answers = statuses.values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        "seed %d: %d requests, %d answers, %d of them 2xx, %.1f s, slowest %d ms%n",
        seed, requests, answers, successes(), took.toMillis() / 1e3, slowest.toMillis());
    statuses.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> out.printf("  %d: %d%n", e.getKey(), e.getValue()));
    faults.forEach(fault -> out.printf("%nFAULT %s%n", fault));
    out.println(sound() ? "sound: every answer was right" : faulty + " answers were wrong");
    out.flush();
  }

  /** Figures by operation and kind of harm. */
  public void printKinds(PrintWriter out) {
    kinds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> out.printf("  %6d  %s%n", e.getValue(), e.getKey()));
    out.flush();
  }
}
