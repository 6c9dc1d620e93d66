package io.fundstream.runtime.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the five characters of an SQLSTATE mean for going on. */
public final class SqlStates {
  /** Serialization failure and deadlock: the same transaction may succeed when run again. */
  private static final Set<String> AGAIN = Set.of("40001", "40P01");

  /** Cancelled by timeout, lock timeout, read-only after a failover, closed while idle. */
  private static final Set<String> LATER = Set.of("57014", "55P03", "25006", "25P03", "57P05");

  private SqlStates() {}

  /** 40001, 40P01. */
  public static boolean mayBeRetried(SQLException e) {
    return AGAIN.contains(state(e));
  }

  /** The server is away, going down, out of resources, or took longer than allowed. */
  public static boolean meansUnavailable(SQLException e) {
    String state = state(e);
    return e instanceof SQLTransientConnectionException
        || lostConnection(e)
        || state.startsWith("53")
        || state.startsWith("58")
        || LATER.contains(state);
  }

  /** The session is gone, or was never there. */
  public static boolean lostConnection(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
