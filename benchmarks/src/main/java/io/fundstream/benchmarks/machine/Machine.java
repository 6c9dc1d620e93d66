package io.fundstream.benchmarks.machine;

import io.fundstream.benchmarks.gateway.Inserts;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestServer;
import java.time.Duration;

/**
 * The machine's own figures.
 *
 * @param processors how many the JVM sees
 * @param handOverMicros a byte to another processor and back, median, microseconds
 * @param additionsSeconds ten million additions of Python; not a number where there is no {@code
 *     python3}
 * @param insertsPerSecond rows that become durable, one a transaction, over 64 connections
 */
public record Machine(
    int processors, double handOverMicros, double additionsSeconds, double insertsPerSecond) {
  private static final int CONNECTIONS = 64;

  /**
   * Measures them; nothing else should run.
   *
   * @param length how long single inserts are counted, after as long that is not
   */
  public static Machine measure(Duration length) throws Exception {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        HandOver.micros(),
        Additions.seconds(),
        inserts(length));
  }

  private static double inserts(Duration length) throws Exception {
    try (TestServer server = TestServer.fresh();
        TestDatabase database = server.database();
        Inserts inserts = new Inserts(database, CONNECTIONS, 1)) {
      inserts.rowsPerSecond(length);
      return inserts.rowsPerSecond(length);
    }
  }

  /** As a person reads it. */
  public String line() {
    return "%d processors, hand-over there and back %,.0f µs, ten million additions %s, %,.0f single durable inserts/s"
        .formatted(
            processors,
            handOverMicros,
            Double.isNaN(additionsSeconds)
                ? "not known (no python3)"
                : "%.2f s".formatted(additionsSeconds),
            insertsPerSecond);
  }
}
