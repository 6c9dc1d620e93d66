package io.fundstream.projector.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The transactions of the query API at one moment; each may hold a snapshot as old as itself. */
record Readers(Set<String> transactions) {
  /** Every transaction holds a lock on its own virtual id, which anyone may see. */
  private static final String RUNNING =
      """
      select l.virtualtransaction from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'virtualxid' and l.granted and a.usename = 'fundstream_query'
        and a.datname = current_database()
      """;

  static Readers now(Connection connection) throws SQLException {
    Set<String> running = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(RUNNING);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        running.add(rows.getString(1));
      }
    }
    return new Readers(running);
  }

  /** Whether all of them have ended within a time. */
  boolean awaitGone(Connection connection, Duration longest, Duration look)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    Set<String> left = new HashSet<>(transactions);
    while (!left.isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(look);
      left.retainAll(now(connection).transactions());
    }
    return true;
  }
}
