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

/** A service starts only on the schema it was written for. */
public final class SchemaVersion {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaVersion.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_SCHEMA = "3F000";

  private SchemaVersion() {}

  /**
   * Compares the highest applied migration with the one this program knows.
   *
   * @param schema {@code event_store} or {@code read_model}
   * @throws UnknownSchema when they differ, saying what to do
   * @throws Unavailable when the database cannot be asked for 15 s
   */
  public static void check(DataSource dataSource, String schema, int known) {
    int found = whenReachable(dataSource, schema);
    if (found == known) return;
    String advice =
        found < known
            ? "Run the migrations of this version first."
            : "Run a version of the services that knows it.";
    throw new UnknownSchema(
        "Schema %s is at version %d, this program knows %d. %s"
            .formatted(schema, found, known, advice));
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
