package io.fundstream.audit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an audit saw.
 *
 * @param keys partition keys with events
 * @param streams streams with events
 * @param events events in the log
 * @param seconds what the log took
 * @param topics what the comparison with Kafka saw; null when it was not asked for
 * @param findings the first things that are wrong
 * @param total how many things are wrong
 * @param warnings what is not wrong with any event but should be looked at, such as a disabled
 *     guard
 */
public record AuditReport(
    long keys,
    long streams,
    long events,
    double seconds,
    @Nullable Topics topics,
    List<Finding> findings,
    long total,
    List<String> warnings) {

  /**
   * What the comparison with Kafka saw.
   *
   * @param topics topics read
   * @param records records that are events of the snapshot
   * @param later records of events that were committed after the snapshot
   * @param seconds what the comparison took
   */
  public record Topics(int topics, long records, long later, double seconds) {}

  /** True when nothing is wrong. */
  public boolean sound() {
    return total == 0;
  }

  /** 0 when nothing is wrong, else 1. */
  public int exitStatus() {
    return sound() ? 0 : 1;
  }

  /** Prints the findings, the figures and the verdict. */
  public void print(PrintWriter out) {
    findings.forEach(finding -> out.println("BAD " + finding.line()));
    if (total > findings.size()) {
      out.printf(Locale.ROOT, "BAD … and %d more%n", total - findings.size());
    }
    warnings.forEach(warning -> out.println("WARNING " + warning));
    out.printf(
        Locale.ROOT,
        "log: %d keys, %d streams, %d events, %.2f seconds (%.0f events/s)%n",
        keys,
        streams,
        events,
        seconds,
        events / Math.max(seconds, 1e-3));
    if (topics != null) {
      out.printf(
          Locale.ROOT,
          "kafka: %d topics, %d records, %.2f seconds (%.0f records/s), %d later than the log read%n",
          topics.topics(),
          topics.records(),
          topics.seconds(),
          topics.records() / Math.max(topics.seconds(), 1e-3),
          topics.later());
    }
    out.println(sound() ? "sound: every check passed" : "NOT SOUND: " + total + " findings");
    out.flush();
  }
}
