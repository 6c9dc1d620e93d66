package io.fundstream.gateway.log.batch;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;

/** What a database error means for the commands of a transaction. */
enum SqlFault {
  /** A race that a second try settles: deadlock, serialization, lock timeout. */
  RACE,
  /** A value the database does not take: one of the commands is to blame. */
  DATA,
  /** The database is away, full, starting, stopping or read-only. */
  UNAVAILABLE,
  /** Anything else is a fault of this program. */
  BUG;

  static SqlFault of(SQLException e) {
    String state = e.getSQLState();
    if (e instanceof SQLTransientConnectionException || state == null) {
      return UNAVAILABLE;
    }
    if (state.equals("23514") && noPartition(e)) {
      return UNAVAILABLE;
    }
    return switch (state) {
      case "40001", "40P01", "55P03" -> RACE;
      // statement_timeout, cancelled: the server is too slow now
      case "57014" -> UNAVAILABLE;
      default ->
          switch (state.substring(0, 2)) {
            case "22", "23" -> DATA;
            case "08", "25", "53", "57", "58" -> UNAVAILABLE;
            default -> BUG;
          };
    };
  }

  /** A row that fits no partition breaks no constraint that has a name. */
  private static boolean noPartition(SQLException e) {
    return e instanceof PSQLException server
        && server.getServerErrorMessage() != null
        && server.getServerErrorMessage().getConstraint() == null;
  }
}
