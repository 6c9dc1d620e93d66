package io.fundstream.system;

import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Counts the transactions that commit in a database, those of the counting left out, with
 * autovacuum off meanwhile.
 */
final class CommittedTransactions implements AutoCloseable {
  /**
   * A session tells what it has done when it has rested for ten seconds, or before, with a
   * transaction a second or more after it told last.
   */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(11);

  private final String database;
  private final Connection session;

  /** A count by the server's clock, in seconds. */
  record Count(double at, long transactions) {
    double rate(Count later) {
      return (later.transactions - transactions) / (later.at - at);
    }

    /** How many there were beyond what a rate explains. */
    double beyond(double rate, Count later) {
      return later.transactions - transactions - rate * (later.at - at);
    }
  }

  /** In another database of the same server, so that it does not count itself. */
  CommittedTransactions(TestDatabase database) throws SQLException {
    this.database = database.name();
    this.session = database.server().postgres().connect("postgres");
    autovacuum("alter system set autovacuum = off");
  }

  /** Of all transactions that have ended by now. */
  Count whenTold() throws SQLException {
    return after(TOLD_WITHIN);
  }

  /** Of all that were told when so much time has passed. */
  Count after(Duration time) throws SQLException {
    double due = now().at + time.toMillis() / 1000.0;
    await()
        .atMost(time.plusMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> now().at >= due);
    return now();
  }

  private Count now() throws SQLException {
    String sql =
        """
        select extract(epoch from clock_timestamp())::float8, xact_commit
        from pg_stat_database where datname = ?
        """;
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setString(1, database);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Count(row.getDouble(1), row.getLong(2));
      }
    }
  }

  private void autovacuum(String change) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(change);
      statement.execute("select pg_reload_conf()");
    }
  }

  @Override
  public void close() throws SQLException {
    autovacuum("alter system reset autovacuum");
    session.close();
  }
}
