package io.fundstream.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.metrics.Metrics;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private static TestDatabase database;
  private static Metrics metrics;
  private static HikariDataSource pool;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    metrics = Metrics.of("test");
    pool = Databases.pool(config(database.url()), metrics);
    execute("create table public.pair (id int primary key, n int)");
    execute("insert into public.pair values (1, 0), (2, 0)");
  }

  @AfterAll
  static void stop() throws SQLException {
    pool.close();
    metrics.close();
    database.close();
  }

  @Test
  void sessions_carry_the_configured_limits_and_name() {
    assertThat(setting("statement_timeout")).isEqualTo("5s");
    assertThat(setting("lock_timeout")).isEqualTo("3s");
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("10s");
    assertThat(setting("application_name")).isEqualTo("fundstream-test");
    assertThat(setting("default_transaction_read_only")).isEqualTo("off");
    try (HikariDataSource reading = Databases.pool(config(database.url()).asReadOnly(), metrics)) {
      assertThatThrownBy(() ->
              Transactions.run(
                  reading, c -> c.createStatement().executeUpdate("update public.pair set n = 9")))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void work_that_throws_leaves_nothing_behind() {
    assertThatThrownBy(() ->
            Transactions.run(
                pool,
                c -> {
                  c.createStatement().execute("insert into public.pair values (3, 0)");
                  throw new IllegalArgumentException("no");
                }))
        .hasMessage("no");
    assertThat(count("select count(*) from public.pair where id = 3")).isZero();
  }

  @Test
  void a_deadlock_is_run_again() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    Thread other = Thread.ofVirtual().start(() -> increment(2, 1, bothHoldOne, runs));
    increment(1, 2, bothHoldOne, runs);
    other.join();

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(count("select sum(n) from public.pair")).isEqualTo(4);
  }

  @Test
  void a_refusal_keeps_its_state_and_is_not_run_again() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(() ->
            Transactions.run(
                pool,
                c -> {
                  runs.incrementAndGet();
                  return c.createStatement().executeUpdate("insert into public.pair values (1, 1)");
                }))
        .isInstanceOfSatisfying(
            DatabaseFailure.class, e -> assertThat(e.sqlState()).isEqualTo("23505"));
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_statement_that_takes_too_long_means_unavailable() {
    assertThatThrownBy(() ->
            Transactions.run(
                pool,
                c -> {
                  c.createStatement().execute("set local statement_timeout = 20");
                  return c.createStatement().execute("select pg_sleep(5)");
                }))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void a_session_that_is_cut_while_committing_leaves_the_outcome_open() {
    assertThatThrownBy(() ->
            Transactions.run(
                pool,
                c -> {
                  kill(c);
                  return 1;
                }))
        .isInstanceOf(CommitOutcomeUnknown.class);
    assertThat(count("select 1")).isEqualTo(1);
  }

  @Test
  void a_database_that_is_away_fails_at_once_and_is_found_when_it_is_back() throws Exception {
    Forward forward = Forward.to(URI.create(database.url().substring("jdbc:".length())));
    String url = "jdbc:postgresql://127.0.0.1:" + forward.port() + "/" + database.name();
    try (HikariDataSource away = Databases.pool(config(url), metrics)) {
      int before = Transactions.run(away, TransactionsTest::one);
      assertThat(before).isEqualTo(1);
      forward.cut();
      await()
          .until(() ->
              Stream.generate(() -> refusedWithin(away))
                  .limit(10)
                  .allMatch(took -> took.compareTo(Duration.ofMillis(50)) < 0));
      // For longer than a connection is waited for: nobody may be made to try whether it is back.
      long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      List<Duration> took = new ArrayList<>();
      while (System.nanoTime() < until) took.add(refusedWithin(away));
      took.sort(null);
      assertThat(took.get(took.size() * 99 / 100)).isLessThan(Duration.ofMillis(50));
      assertThat(took.getLast()).isLessThan(Duration.ofSeconds(1));
      forward.mend();
      await()
          .ignoreExceptionsInstanceOf(Unavailable.class)
          .until(() -> Transactions.run(away, TransactionsTest::one) == 1);
    } finally {
      forward.close();
    }
  }

  private static Duration refusedWithin(HikariDataSource away) {
    long began = System.nanoTime();
    assertThatThrownBy(() -> Transactions.run(away, TransactionsTest::one))
        .isInstanceOf(Unavailable.class);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void a_schema_is_taken_from_the_oldest_supported_to_the_newest_and_refused_outside_with_advice() {
    try (HikariDataSource gateway =
        Databases.pool(
            new DatabaseConfig(
                database.url(), "fundstream_gateway", database.password("fundstream_gateway"), "x"),
            metrics)) {
      SchemaVersion.check(gateway, "event_store", 3, 4);
      SchemaVersion.check(gateway, "event_store", 2, 3);
      assertThatThrownBy(() -> SchemaVersion.check(gateway, "event_store", 4, 5))
          .isInstanceOf(UnknownSchema.class)
          .hasMessageContaining("at version 3, this program runs on 4 to 5. Run the migrations");
      assertThatThrownBy(() -> SchemaVersion.check(gateway, "event_store", 1, 2))
          .hasMessageContaining("Run a release of the services that knows it");
      assertThatThrownBy(() -> SchemaVersion.check(gateway, "elsewhere", 1, 2))
          .hasMessageContaining("at version 0");
    }
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void increment(
      int first, int second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    AtomicInteger mine = new AtomicInteger();
    Transactions.run(
        pool,
        c -> {
          runs.incrementAndGet();
          update(c, first);
          if (mine.incrementAndGet() == 1) meet(bothHoldOne);
          return update(c, second);
        });
  }

  private static int update(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("update public.pair set n = n + 1 where id = " + id);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(Connection victim) throws SQLException {
    try (Statement asking = victim.createStatement();
        ResultSet row = asking.executeQuery("select pg_backend_pid()")) {
      row.next();
      int pid = row.getInt(1);
      execute("select pg_terminate_backend(" + pid + ", 5000)");
    }
  }

  private static String setting(String name) {
    return Transactions.run(
        pool,
        c -> {
          try (ResultSet row = c.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
          }
        });
  }

  private static int count(String sql) {
    return Transactions.run(
        pool,
        c -> {
          try (ResultSet row = c.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static DatabaseConfig config(String url) {
    return new DatabaseConfig(
        url, database.superuser(), database.password(database.superuser()), "fundstream-test");
  }
}
