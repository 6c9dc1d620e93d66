package io.fundstream.system.fault;

import io.fundstream.system.stack.StackProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Harm that a superuser of PostgreSQL can do. */
final class Sessions {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(10);
  private static final int CUTS = 5;
  private static final String CUT =
      """
      select count(*) from (
        select pg_terminate_backend(pid) as cut from pg_stat_activity
        where usename = 'fundstream_gateway' and xact_start is not null) as cuts
      where cut
      """;
  private static final String LET_GO =
      "select pg_terminate_backend(active_pid) from pg_replication_slots where active";
  private static final String DROP =
      """
      select count(*) from (
        select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active) as dropped
      """;

  private Sessions() {}

  /** Ends at least five sessions of the gateway, each in a transaction. */
  static void cutTransactions(StackProcess stack) {
    repeat(stack, "no transactions of the gateway to cut", CUTS, CUT);
  }

  /** Throws the relay off its slot and drops it before it is back. */
  static void dropSlot(StackProcess stack) {
    repeat(stack, "the slot could not be dropped", 1, LET_GO, DROP);
  }

  /** Runs the statements again and again until what the last one counts is enough. */
  private static void repeat(StackProcess stack, String failed, int enough, String... sql) {
    long end = System.nanoTime() + LIMIT.toNanos();
    int done = 0;
    try (Connection database = stack.database();
        Statement statement = database.createStatement()) {
      while (done < enough) {
        if (System.nanoTime() > end) throw new IllegalStateException(failed);
        for (int n = 0; n < sql.length - 1; n++) statement.execute(sql[n]);
        done += count(statement, sql[sql.length - 1]);
        Pause.of(BETWEEN);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(failed, e);
    }
  }

  private static int count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
