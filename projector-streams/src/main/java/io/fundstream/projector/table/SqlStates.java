package io.fundstream.projector.table;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error codes ask for. */
final class SqlStates {
  private SqlStates() {}

  /** Serialization failure or deadlock: the same transaction may go through at the next attempt. */
  static boolean isTransient(SQLException e) {
    String state = e.getSQLState();
    return "40001".equals(state) || "40P01".equals(state);
  }

  /** The data was refused (class 22), or a constraint (class 23): trying again does not help. */
  static boolean isData(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
