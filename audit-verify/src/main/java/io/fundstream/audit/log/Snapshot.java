package io.fundstream.audit.log;

import io.fundstream.audit.AuditConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

/**
 * One moment of the event store, seen by two connections: one streams events while the other walks
 * the heads. Nothing committed later is seen by either.
 */
public final class Snapshot implements AutoCloseable {
  private final Connection events;
  private final Connection heads;

  private Snapshot(Connection events, Connection heads) {
    this.events = events;
    this.heads = heads;
  }

  /**
   * Takes a snapshot of what is committed now.
   *
   * @throws SQLException when the database cannot be reached or read
   */
  public static Snapshot take(AuditConfig config) throws SQLException {
    Connection events = connect(config);
    try {
      String id = single(events, "select pg_export_snapshot()");
      Connection heads = connect(config);
      try (Statement statement = heads.createStatement()) {
        statement.execute("set transaction snapshot '" + id + "'");
        return new Snapshot(events, heads);
      } catch (SQLException e) {
        heads.close();
        throw e;
      }
    } catch (SQLException e) {
      events.close();
      throw e;
    }
  }

  /** The connection that streams events. */
  public Connection events() {
    return events;
  }

  /** The connection that walks heads meanwhile. */
  Connection heads() {
    return heads;
  }

  private static Connection connect(AuditConfig config) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", "fundstream-audit");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("readOnly", "true");
    // ISO dates in UTC whatever the server's defaults; a large log takes longer than any time-out
    // that is right for a service; sorting in 64 MB steps spares temporary files.
    properties.setProperty(
        "options",
        "-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=0 -c work_mem=64MB"
            + " -c idle_in_transaction_session_timeout=0 -c search_path=pg_catalog");
    Connection connection = DriverManager.getConnection(config.url(), properties);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Objects.requireNonNull(row.getString(1));
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection first = events;
        Connection second = heads) {
      first.rollback();
      second.rollback();
    }
  }
}
