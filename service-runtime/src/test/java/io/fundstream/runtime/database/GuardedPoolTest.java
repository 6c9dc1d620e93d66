package io.fundstream.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.metrics.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A server that is busy is not one that is away. */
class GuardedPoolTest {
  private static final int CALLERS = 16;
  private static final int TRIES = 3;
  private static final double SECONDS_HELD = 0.1;
  private static final Duration PATIENCE = Duration.ofMillis(350);

  @Test
  void who_waits_in_vain_while_others_are_served_does_not_shut_the_pool() throws Exception {
    try (TestDatabase database = TestDatabase.fresh()) {
      oneSessionAtATime(database);
      List<String> told = told(database);
      // Some came too late: else this would show nothing.
      assertThat(told).isNotEmpty().allMatch(message -> message.contains("request timed out"));
    }
  }

  private static void oneSessionAtATime(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + connection.getCatalog() + " connection limit 1");
    }
  }

  /** What those were told who got no connection. */
  private static List<String> told(TestDatabase database) throws Exception {
    List<String> told = new ArrayList<>();
    try (Metrics metrics = Metrics.of("test");
        HikariDataSource pool = Databases.pool(config(database), metrics);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> callers = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) callers.add(threads.submit(() -> call(pool)));
      for (Future<List<String>> caller : callers) told.addAll(caller.get());
    }
    return told;
  }

  private static List<String> call(HikariDataSource pool) {
    List<String> told = new ArrayList<>();
    for (int n = 0; n < TRIES; n++) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_sleep(" + SECONDS_HELD + ")");
      } catch (SQLException e) {
        told.add(String.valueOf(e.getMessage()));
      }
    }
    return told;
  }

  private static DatabaseConfig config(TestDatabase database) {
    DatabaseConfig usual =
        new DatabaseConfig(
            database.url(), "fundstream_query", database.password("fundstream_query"), "test");
    return new DatabaseConfig(
        usual.url(),
        usual.user(),
        usual.password(),
        usual.applicationName(),
        1,
        4,
        PATIENCE,
        usual.idleTimeout(),
        usual.lifetime(),
        usual.statementTimeout(),
        usual.lockTimeout(),
        usual.idleInTransactionTimeout(),
        true);
  }
}
