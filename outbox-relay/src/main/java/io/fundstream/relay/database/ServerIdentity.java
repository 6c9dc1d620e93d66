package io.fundstream.relay.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Which server it is, and how far its write-ahead log goes.
 *
 * @param system the system identifier, set when the cluster was made
 * @param timeline changes at a promotion or a restore
 * @param end of the write-ahead log now
 */
public record ServerIdentity(String system, int timeline, LogSequenceNumber end) {
  /** Asks the server, by replication command, which needs no right but REPLICATION. */
  public static ServerIdentity of(RelayDatabase database) throws SQLException {
    try (Connection session = database.replication();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      if (!row.next()) {
        throw new SQLException("IDENTIFY_SYSTEM answered nothing");
      }
      return new ServerIdentity(
          row.getString("systemid"),
          row.getInt("timeline"),
          LogSequenceNumber.valueOf(row.getString("xlogpos")));
    }
  }
}
