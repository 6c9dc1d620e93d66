package io.fundstream.runtime.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service runs only on the schemas it was written for: from the oldest that it supports to the
 * newest that it may meet. A release adds at most one script a schema, on which the release before
 * runs too, so the newest is one after its own.
 */
public final class SchemaVersion {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaVersion.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";

  private SchemaVersion() {}

  /**
   * Compares the highest applied migration with those on which this program runs.
   *
   * @param schema {@code event_store} or {@code read_model}
   * @param oldest the oldest version on which it runs
   * @param newest the newest version on which it runs, both included
   * @throws UnknownSchema when the version is outside, saying what to do
   * @throws Unavailable when the database cannot be asked for 15 s
   */
  public static void check(DataSource dataSource, String schema, int oldest, int newest) {
    int found = whenReachable(dataSource, schema);
    if (found >= oldest && found <= newest) return;
    String advice =
        found < oldest
            ? "Run the migrations of this version first."
            : "Run a release of the services that knows it.";
    throw new UnknownSchema(
        "Schema %s is at version %d, this program runs on %d to %d. %s"
            .formatted(schema, found, oldest, newest, advice));
  }

  /** Asks again for a while: services and database may be started together. */
  private static int whenReachable(DataSource dataSource, String schema) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return Transactions.run(dataSource, connection -> highest(connection, schema));
      } catch (Unavailable e) {
        if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) throw e;
        LOG.info("the database cannot be asked yet; trying again");
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static int highest(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(max(version::int), 0) from "
                    + statement.enquoteIdentifier(schema, false)
                    + ".schema_history where success and version is not null")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState()) || UNDEFINED_SCHEMA.equals(e.getSQLState()))
        return 0;
      throw e;
    }
  }
}
