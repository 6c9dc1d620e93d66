package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.relay.database.RelayLock;
import io.fundstream.relay.database.Slot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a beat costs the database. */
class HeartbeatTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Beats when it is told of a batch, and by itself only once. */
  private static final HeartbeatPace ONLY_AFTER_BATCHES =
      new HeartbeatPace(Duration.ZERO, Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1));

  private static final int BEATS = 100;

  /** Of the sessions that look, and of an autovacuum that may come by. */
  private static final int OF_OTHERS = 25;

  @Test
  void a_beat_marks_the_stream_and_measures_the_lag_in_one_transaction() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        Connection elsewhere = database.server().postgres().connect("postgres")) {
      Slot slot = new Slot(database.name() + "_beats");
      RelayDatabase relay = relay(database);
      slot.create(relay).close();
      long before = commits(elsewhere, database);
      beats(relay, slot);
      await().atMost(SOON).until(() -> sessions(elsewhere, database) == 0);
      long commits = commits(elsewhere, database) - before;
      long marks = marks(database, slot);
      assertThat(marks).isGreaterThan(BEATS / 2);
      assertThat(commits).isBetween(marks, marks + marks / 2 + OF_OTHERS);
    }
  }

  @Test
  void under_events_marks_are_apart_so_that_they_cost_the_same_at_any_rate() throws Exception {
    Duration apart = Duration.ofMillis(200);
    HeartbeatPace pace =
        new HeartbeatPace(Duration.ZERO, apart, Duration.ofHours(1), Duration.ofHours(1));
    try (TestDatabase database = TestDatabase.fresh()) {
      Slot slot = new Slot(database.name() + "_apart");
      RelayDatabase relay = relay(database);
      slot.create(relay).close();
      long begin = System.nanoTime();
      try (RelayLock lock = RelayLock.session(relay, SOON);
          Heartbeat heartbeat =
              new Heartbeat(lock, slot, pace, new RelayMetrics(new SimpleMeterRegistry()))) {
        heartbeat.streaming();
        await()
            .atMost(SOON)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> {
              heartbeat.committed(true, true);
              return marks(database, slot) >= 5;
            });
      }
      long most = 1 + (System.nanoTime() - begin) / apart.toNanos();
      assertThat(marks(database, slot)).isBetween(5L, most);
    }
  }

  /** The slot moves on for nobody, so that each beat finds a longer lag than the one before. */
  private static void beats(RelayDatabase database, Slot slot) throws SQLException {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (RelayLock lock = RelayLock.session(database, SOON);
        Heartbeat heartbeat =
            new Heartbeat(lock, slot, ONLY_AFTER_BATCHES, new RelayMetrics(metrics))) {
      await().atMost(SOON).until(() -> lag(metrics) >= 0);
      heartbeat.streaming();
      for (int beat = 1; beat <= BEATS; beat++) {
        double last = lag(metrics);
        heartbeat.committed(true, true);
        await()
            .atMost(SOON)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> lag(metrics) > last);
      }
      assertThat(heartbeat.failed()).isNotDone();
    }
  }

  private static double lag(SimpleMeterRegistry metrics) {
    return metrics.get("relay.slot.lag.bytes").gauge().value();
  }

  private static RelayDatabase relay(TestDatabase database) {
    return new RelayDatabase(
        database.url(), "fundstream_relay", database.password("fundstream_relay"));
  }

  /** Asked in another database, so that the question does not count. */
  private static long commits(Connection elsewhere, TestDatabase database) throws SQLException {
    return number(
        elsewhere,
        "select xact_commit from pg_stat_database where datname = '" + database.name() + "'");
  }

  /** A session that is not there any more has told of all its transactions. */
  private static long sessions(Connection elsewhere, TestDatabase database) throws SQLException {
    return number(
        elsewhere,
        "select count(*) from pg_stat_activity where datname = '%s' and usename = 'fundstream_relay'"
            .formatted(database.name()));
  }

  private static long marks(TestDatabase database, Slot slot) throws SQLException {
    try (Connection session = database.connect(database.superuser())) {
      return number(
          session,
          """
          select count(*) from pg_logical_slot_peek_binary_changes('%s', null, null,
            'proto_version', '1', 'publication_names', 'outbox', 'messages', 'true')
          where get_byte(data, 0) = ascii('M')
          """
              .formatted(slot.name()));
    }
  }

  private static long number(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
