package io.fundstream.benchmarks.growth;

import io.fundstream.benchmarks.projector.BenchProjector;
import io.fundstream.benchmarks.relay.Backlog;
import io.fundstream.benchmarks.relay.Pace;
import io.fundstream.benchmarks.relay.ReadyRelay;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.relay.RelayConfig;
import java.io.IOException;
import java.sql.SQLException;

/** A log with a Kafka and read tables of its own. */
final class PublishedLog implements AutoCloseable {
  private static final int CHUNK = 200_000;

  private final TestDatabase database = TestDatabase.fresh();
  private final TestKafka kafka = TestKafka.fresh();
  private final Backlog backlog;
  private final RelayConfig config;

  /** Events a second, of a backlog. */
  record Paces(double relay, double projector) {}

  /**
   * An empty one.
   *
   * @param name no other on the server may have it at the same time
   */
  PublishedLog(String name) throws SQLException {
    backlog = new Backlog(database);
    config = ReadyRelay.config(database, kafka).slot("bench_" + name);
    ReadyRelay.start(config).close(); // makes its slot
  }

  /** Writes, publishes and projects so many events. */
  void grow(int events) throws SQLException {
    try (ReadyRelay relay = ReadyRelay.start(config);
        BenchProjector projector = new BenchProjector(database, kafka)) {
      for (int written = CHUNK; written <= events; written += CHUNK) {
        backlog.append(CHUNK);
        Pace.await(written, relay::sent);
        Pace.await(written - CHUNK, projector::appliedByAll);
        System.err.printf("  %,d events%n", written);
      }
      Pace.await(events / CHUNK * (long) CHUNK, projector::appliedByAll);
    }
  }

  /** Writes so many events while nobody looks, then has them published, then projected. */
  Paces paces(int events) throws SQLException {
    backlog.append(events);
    double sent;
    try (ReadyRelay relay = ReadyRelay.start(config)) {
      sent = Pace.perSecond(events, relay::sent);
    }
    try (BenchProjector projector = new BenchProjector(database, kafka)) {
      return new Paces(sent, Pace.perSecond(events, projector::appliedByAll));
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    kafka.close();
    database.close();
  }
}
