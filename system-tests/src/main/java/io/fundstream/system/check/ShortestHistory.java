package io.fundstream.system.check;

import io.fundstream.system.traffic.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The least that one has to read to see what a finding says. */
public final class ShortestHistory {
  /** Events before and after the one in question. */
  private static final int AROUND = 3;

  private static final int LINES = 40;

  private ShortestHistory() {}

  /** Commands, events, records and the row of the finding's key, near its event. */
  public static List<String> of(Finding finding, Observation seen) {
    UUID key = finding.key();
    List<String> lines = new ArrayList<>();
    lines.add(finding.line());
    if (key == null) return lines;
    List<LogEvent> log =
        seen.log().stream()
            .filter(event -> event.key().equals(key) && near(finding, event.seq()))
            .toList();
    seen.sent().stream()
        .filter(sent -> concerns(finding, sent, key, log))
        .forEach(sent -> lines.add("  command " + sent.order() + ": " + sent.line()));
    log.forEach(event -> lines.add("  log: " + event.line()));
    seen.topic().stream()
        .filter(record -> record.key().equals(key.toString()) && near(finding, record.seq()))
        .forEach(record -> lines.add("  Kafka: " + record.line()));
    seen.read().funds().stream()
        .filter(fund -> fund.id().equals(key))
        .forEach(fund -> lines.add("  row: " + fund));
    if (lines.size() <= LINES) return lines;
    List<String> first = new ArrayList<>(lines.subList(0, LINES));
    first.add("  … and " + (lines.size() - LINES) + " lines more");
    return first;
  }

  private static boolean near(Finding finding, long seq) {
    return finding.seq() == 0 || Math.abs(seq - finding.seq()) <= AROUND;
  }

  /** Those whose events are shown, or should be, and those of the fund that were told nothing. */
  private static boolean concerns(Finding finding, Sent sent, UUID key, List<LogEvent> log) {
    if (log.stream().anyMatch(event -> event.correlationId().equals(sent.request().id()))) {
      return true;
    }
    if (sent.answer() == null) return key.equals(sent.request().fund());
    String position = sent.answer().position();
    return position.startsWith(key + ":")
        && near(finding, Long.parseLong(position.substring(position.indexOf(':') + 1)));
  }
}
