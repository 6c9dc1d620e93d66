package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Funds in memory: answered until the projector tells of a change, and never against a wish. */
class CacheTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private TestDatabase database;
  private Running query;
  private ReadTables tables;
  private ReadTables.Fund fund;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.fresh();
    query = Running.withCache(database);
    tables = new ReadTables(database);
    fund = tables.put(ReadTables.fund("Kept", AT));
    awaitKept();
  }

  @AfterEach
  void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  private void awaitKept() {
    await()
        .until(() -> {
          double before = hits();
          assertThat(version()).isEqualTo(fund.version());
          return hits() > before;
        });
  }

  private double hits() {
    return query
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("fundstream_cache_gets_total{") && line.contains("\"hit\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void a_fund_is_answered_from_memory_until_a_change_is_told() throws Exception {
    silently(2);
    assertThat(version()).as("nobody said that it has changed").isEqualTo(1);
    tell("fund:" + fund.id());
    await().until(() -> version() == 2);
    awaitKept();
    silently(3);
    tell("event:*");
    tell("fund:" + UUID.randomUUID());
    assertThat(version()).as("another has changed").isEqualTo(2);
    tell("fund:*");
    await().until(() -> version() == 3);
  }

  @Test
  void
      who_asks_for_a_version_or_for_no_cache_gets_what_the_database_has_and_so_does_who_comes_after()
          throws Exception {
    silently(2);
    assertThat(query.get(path() + "?minVersion=2").header("ETag")).isEqualTo("\"2\"");
    assertThat(version()).isEqualTo(2);
    silently(3);
    assertThat(query.get(path(), "Cache-Control", "no-cache").header("ETag")).isEqualTo("\"3\"");
    assertThat(version()).isEqualTo(3);
  }

  @Test
  void a_listener_that_was_cut_off_forgets_everything() throws Exception {
    silently(2);
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
              + " and application_name = 'fundstream-query-changes'");
    }
    await().until(() -> version() == 2);
  }

  @Test
  void readers_never_see_a_fund_go_back_while_it_changes_and_at_last_see_the_last()
      throws Exception {
    AtomicInteger last = new AtomicInteger(1);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int version = 2; version <= 400; version++) {
                tellingly(version);
                last.set(version);
              }
            });
    int seen = 1;
    while (writer.isAlive()) {
      int now = version();
      assertThat(now).isGreaterThanOrEqualTo(seen);
      seen = now;
    }
    writer.join();
    assertThat(last).hasValue(400);
    await().until(() -> version() == 400);
  }

  private void tellingly(int version) {
    try (Connection session = database.connect("fundstream_projector");
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute(
          "update read_model.fund_v1 set version = " + version + " where id = '" + fund.id() + "'");
      statement.execute("select pg_notify('fundstream_read_model', 'fund:" + fund.id() + "')");
      session.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void silently(int version) throws SQLException {
    fund = fund.version(version, AT);
    tables.put(fund);
  }

  private void tell(String what) throws SQLException {
    try (PreparedStatement statement =
        tables.connection().prepareStatement("select pg_notify('fundstream_read_model', ?)")) {
      statement.setString(1, what);
      statement.execute();
    }
  }

  private String path() {
    return "/v1/funds/" + fund.id();
  }

  private int version() {
    return query.get(path()).json().path("version").asInt();
  }
}
