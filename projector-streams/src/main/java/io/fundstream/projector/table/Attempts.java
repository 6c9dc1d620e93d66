package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in transactions. A deadlock or serialization failure is tried again, {@value #MOST}
 * times in all.
 */
final class Attempts {
  private static final int MOST = 4;

  private final DataSource database;
  private final Runnable onFailure;

  /**
   * @param onFailure called after each failure: what is remembered may not be true
   */
  Attempts(DataSource database, Runnable onFailure) {
    this.database = database;
    this.onFailure = onFailure;
  }

  /** Work in one transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  <T> T run(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException e) {
        onFailure.run();
        if (!SqlStates.isTransient(e) || attempt == MOST) {
          throw e;
        }
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
