package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.service.RunningService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** A database and a Kafka of a test's own, and relays on them. */
final class RelayFixture implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  final TestDatabase database = TestDatabase.fresh();
  final TestKafka kafka = TestKafka.fresh();
  final TopicReader topics = new TopicReader(kafka.bootstrapServers());

  RelayConfig config() {
    return RelayConfig.of(
        new HttpConfig("127.0.0.1", 0),
        new RelayDatabase(
            database.url(), "fundstream_relay", database.password("fundstream_relay")),
        kafka.bootstrapServers(),
        TestRegistry.shared().url());
  }

  /** A relay that streams. */
  RunningService relay() {
    RunningService relay = Main.start(config());
    awaitReady(relay);
    return relay;
  }

  static void awaitReady(RunningService relay) {
    await().atMost(SOON).until(relay::ready);
  }

  /** Waits until everything written is in Kafka, then checks: each once, in order. */
  void awaitAll(LogWriter log) {
    Map<UUID, Long> written = log.written();
    long total = written.values().stream().mapToLong(Long::longValue).sum();
    await().atMost(SOON).until(() -> topics.events().size() >= total);
    assertThat(topics.seqs()).isEqualTo(expected(written));
  }

  private static Map<UUID, List<Long>> expected(Map<UUID, Long> written) {
    return written.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, e -> LongStream.rangeClosed(1, e.getValue()).boxed().toList()));
  }

  /** Asks as the superuser. */
  String ask(String sql) throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  @Override
  public void close() throws Exception {
    database.close();
    kafka.close();
  }
}
