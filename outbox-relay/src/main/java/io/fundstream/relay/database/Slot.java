package io.fundstream.relay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The relay's logical replication slot. The relay makes it, checks it and replaces it; Debezium
 * only streams from it, because without a slot Debezium silently starts from now.
 *
 * @param name lower-case letters, digits, underscores
 */
public record Slot(String name) {
  public Slot {
    if (!name.matches("[a-z0-9_]{1,63}")) {
      throw new IllegalArgumentException("no name for a replication slot: " + name);
    }
  }

  /**
   * A new slot and the snapshot of the database at exactly its start. The snapshot can be imported
   * until the session is closed or used for anything else.
   *
   * @param start the slot streams what is committed from here on
   * @param snapshot name of the exported snapshot
   */
  public record Created(LogSequenceNumber start, String snapshot, Connection session)
      implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      session.close();
    }
  }

  /** Looks at the slot. */
  public SlotState state(Connection session) throws SQLException {
    String sql =
        """
        select confirmed_flush_lsn, wal_status, invalidation_reason, coalesce(active_pid, 0), plugin
        from pg_replication_slots where slot_name = ? and database = current_database()
        """;
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? read(row) : new SlotState.Missing();
      }
    }
  }

  private static SlotState read(ResultSet row) throws SQLException {
    String confirmed = row.getString(1);
    String status = row.getString(2);
    String invalidated = row.getString(3);
    if (invalidated != null) {
      return new SlotState.Lost("it was invalidated: " + invalidated);
    }
    if (confirmed == null || "lost".equals(status)) {
      return new SlotState.Lost("its wal_status is " + status);
    }
    if (!"pgoutput".equals(row.getString(5))) {
      return new SlotState.Lost("its plugin is " + row.getString(5));
    }
    return new SlotState.Usable(LogSequenceNumber.valueOf(confirmed), row.getInt(4));
  }

  /** How many bytes of write-ahead log lie between the slot and the server's end; -1 if no slot. */
  public long lagBytes(Connection session) throws SQLException {
    try (PreparedStatement select =
        session.prepareStatement("select (" + lagAt("pg_current_wal_lsn()") + ")")) {
      select.setString(1, name);
      return lag(select);
    }
  }

  /**
   * SQL of the slot's lag in bytes, -1 without a slot; its parameter is the name.
   *
   * @param end an expression: where the write-ahead log ends
   */
  static String lagAt(String end) {
    return """
    select coalesce(max(pg_wal_lsn_diff(%s, confirmed_flush_lsn))::bigint, -1)
    from pg_replication_slots where slot_name = ?\
    """
        .formatted(end);
  }

  /** Runs a statement whose only column is {@link #lagAt}. */
  static long lag(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the statement answered nothing");
      }
      return row.getLong(1);
    }
  }

  /**
   * Ends a server process that still streams from the slot: a predecessor that no longer holds the
   * lock.
   */
  public void release(Connection session) throws SQLException {
    if (state(session) instanceof SlotState.Usable usable && usable.activePid() != 0) {
      terminate(session, usable.activePid());
    }
  }

  private static void terminate(Connection session, int pid) throws SQLException {
    try (PreparedStatement end = session.prepareStatement("select pg_terminate_backend(?, 5000)")) {
      end.setInt(1, pid);
      end.execute();
    }
  }

  /** Drops the slot if there is one, used or not. */
  public void drop(Connection session) throws SQLException {
    release(session);
    String sql =
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
            + " where slot_name = ? and database = current_database()";
    try (PreparedStatement drop = session.prepareStatement(sql)) {
      drop.setString(1, name);
      drop.execute();
    }
  }

  /** Makes the slot, with an exported snapshot. Close what is returned when it is read. */
  public Created create(RelayDatabase database) throws SQLException {
    Connection session = database.replication();
    try (Statement create = session.createStatement();
        ResultSet made =
            create.executeQuery(
                "CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput (SNAPSHOT 'export')"
                    .formatted(name))) {
      if (!made.next()) {
        throw new SQLException("CREATE_REPLICATION_SLOT answered nothing");
      }
      return new Created(
          LogSequenceNumber.valueOf(made.getString("consistent_point")),
          made.getString("snapshot_name"),
          session);
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }
}
