package io.fundstream.projector.table;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error codes ask for. */
final class SqlStates {
  /** Connection, transaction control, lack of means, an operator, the system. */
  private static final List<String> ELSEWHERE = List.of("08", "40", "53", "57", "58");

  private SqlStates() {}

  /** Serialization failure or deadlock: the same transaction may go through at the next attempt. */
  static boolean isTransient(SQLException e) {
    String state = e.getSQLState();
    return "40001".equals(state) || "40P01".equals(state);
  }

  /**
   * The data was refused (class 22), by a constraint (class 23), or is more than the server takes
   * (class 54): trying again does not help.
   */
  static boolean isData(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }

  /**
   * The statement itself is at fault (there is no such table, say, or no right to it), not the
   * connection, the server's state or its means.
   */
  static boolean isOfStatement(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null
        && state.length() == 5
        && !isTransient(e)
        && !isData(e)
        && ELSEWHERE.stream().noneMatch(state::startsWith);
  }
}
