package io.fundstream.system.upgrade;

import io.fundstream.system.stack.StackProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A rebuild of {@code fund} that is ended half-way. The table that is being filled is locked when
 * the first keys are in it, so that the filling stands still while the projector is killed.
 */
final class HalfRebuild {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  /**
   * Where it was.
   *
   * @param version of the tables that were being filled, for example fund-v2
   * @param keys how many keys they had
   * @param all how many the tables that serve have
   */
  record Half(String version, long keys, long all) {}

  private final StackProcess stack;

  HalfRebuild(StackProcess stack) {
    this.stack = stack;
  }

  /** Begins one; returns when it is half done and the projector stays stopped. */
  Half begin() throws SQLException {
    for (int version = 2; version < 2 + TRIES; version++) {
      Half half = once("fund-v" + version, "read_model.fund_v" + version);
      if (half.keys() > 0 && half.keys() < half.all()) return half;
      // It was through before the lock was had: once more.
      stack.startServices("projector");
      awaitServing(version);
    }
    throw new IllegalStateException("no rebuild could be caught half-way in " + TRIES + " tries");
  }

  private Half once(String version, String table) throws SQLException {
    try (Connection database = stack.database();
        Statement statement = database.createStatement()) {
      statement.execute(
          "insert into read_model.wish (kind, projection) values ('rebuild', 'fund')");
      Awaitility.await(version + " has its first keys")
          .atMost(WITHIN)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> keys(statement, version) > 0);
      database.setAutoCommit(false);
      statement.execute("lock table " + table + " in exclusive mode");
      stack.kill("projector");
      stack.stopServices("projector");
      database.commit();
      return new Half(version, keys(statement, version), keys(statement, "fund-v1"));
    }
  }

  private void awaitServing(int version) {
    Awaitility.await("fund-v" + version + " serves")
        .atMost(WITHIN)
        .until(() -> {
          try (Connection database = stack.database();
              Statement statement = database.createStatement()) {
            return number(
                    statement,
                    "select count(*) from read_model.projection where name = 'fund' and live and version = "
                        + version)
                == 1;
          }
        });
  }

  private static long keys(Statement statement, String version) throws SQLException {
    return number(
        statement, "select count(*) from read_model.progress where projection = '" + version + "'");
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
