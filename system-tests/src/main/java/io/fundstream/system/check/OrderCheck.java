package io.fundstream.system.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Numbers in the log: versions of a stream, seq of a partition key, time. */
final class OrderCheck {
  private OrderCheck() {}

  static List<Finding> of(List<LogEvent> log) {
    List<Finding> findings = new ArrayList<>();
    Map<UUID, LogEvent> last = new HashMap<>();
    Map<UUID, Integer> versions = new HashMap<>();
    Set<UUID> ids = new HashSet<>();
    for (LogEvent event : sorted(log)) {
      LogEvent before = last.put(event.key(), event);
      long seq = before == null ? 1 : before.seq() + 1;
      if (event.seq() != seq || (before != null && event.recordedAt() <= before.recordedAt())) {
        findings.add(
            new Finding(
                Promise.SEQ_CONTIGUOUS, event, "expected seq " + seq + ", found " + event.line()));
      }
      Integer version = versions.put(event.stream(), event.version());
      int expected = version == null ? 1 : version + 1;
      if (event.version() != expected) {
        findings.add(
            new Finding(
                Promise.VERSIONS_CONTIGUOUS,
                event,
                "expected version " + expected + ", found " + event.line()));
      }
      if (!ids.add(event.eventId())) {
        findings.add(new Finding(Promise.SEQ_CONTIGUOUS, event, "twice: " + event.line()));
      }
    }
    return findings;
  }

  /** In the order of seq, and of recording where that is the same. */
  static List<LogEvent> sorted(List<LogEvent> log) {
    return log.stream()
        .sorted(
            Comparator.comparing(LogEvent::key)
                .thenComparingLong(LogEvent::seq)
                .thenComparingLong(LogEvent::recordedAt))
        .toList();
  }
}
