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
   * transaction a second or more after it told last. One that only listens tells nothing until it
   * hears something: an empty statement counts as a transaction and is told with the next notice.
   */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(11);

  private final String database;
  private final Connection session;
  private final Connection notifier;

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
    this.notifier = database.connect(database.superuser());
    autovacuum("alter system set autovacuum = off");
  }

  /** Of all transactions that have ended by now, and some that end until they are told. */
  Count whenTold() throws SQLException {
    try (Statement statement = notifier.createStatement()) {
      statement.execute("notify nobody_listens_to_this");
    }
    return after(TOLD_WITHIN);
  }

  /** The same when so much time has passed. */
  Count whenTold(Duration later) throws SQLException {
    after(later);
    return whenTold();
  }

  private Count after(Duration time) throws SQLException {
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
    notifier.close();
    session.close();
  }
}
