package io.fundstream.runtime.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in one transaction. */
public final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int RETRIES = 3;
  private static final long FIRST_PAUSE_MILLIS = 5;

  private Transactions() {}

  /** What is done with the connection. It neither commits nor closes. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Begins, runs the work, commits; rolls back when it throws. A deadlock or a serialization
   * failure runs the work again, up to 3 times, with growing pauses, so the work may have no other
   * effect than the transaction's.
   *
   * @throws Unavailable when the database is away, going down, or took longer than allowed
   * @throws CommitOutcomeUnknown when it went away during the commit
   * @throws DatabaseFailure for anything else that the database refuses
   */
  public static <T extends @Nullable Object> T run(DataSource dataSource, Work<T> work) {
    return repeated(work, Transactions::once, dataSource);
  }

  /**
   * Runs work of a single statement, which is its own transaction: a round trip less. With several
   * statements each would be on its own.
   *
   * @throws Unavailable as {@link #run}
   * @throws DatabaseFailure as {@link #run}
   */
  public static <T extends @Nullable Object> T single(DataSource dataSource, Work<T> work) {
    return repeated(work, Transactions::alone, dataSource);
  }

  private interface Way {
    <T extends @Nullable Object> T go(DataSource dataSource, Work<T> work) throws SQLException;
  }

  private static <T extends @Nullable Object> T repeated(
      Work<T> work, Way way, DataSource dataSource) {
    for (int retry = 0; ; retry++) {
      try {
        return way.go(dataSource, work);
      } catch (SQLException e) {
        if (!SqlStates.mayBeRetried(e) || retry == RETRIES) throw failure(e);
        LOG.debug("transaction is run again: {}", e.getMessage());
        pause(FIRST_PAUSE_MILLIS << (2 * retry));
      }
    }
  }

  private static <T extends @Nullable Object> T alone(DataSource dataSource, Work<T> work)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      return work.run(connection);
    }
  }

  private static <T extends @Nullable Object> T once(DataSource dataSource, Work<T> work)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.run(connection);
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
      commit(connection);
      return result;
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (SqlStates.lostConnection(e)) throw new CommitOutcomeUnknown(e);
      rollback(connection, e);
      throw e;
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static RuntimeException failure(SQLException e) {
    if (SqlStates.meansUnavailable(e) || SqlStates.mayBeRetried(e)) {
      return new Unavailable("The database cannot answer now.", 1, e);
    }
    return new DatabaseFailure(e);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The service is stopping.", 1, e);
    }
  }
}
