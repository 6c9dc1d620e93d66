package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live version that has applied nothing, as on a fresh installation, whose migrations make tables
 * of the first release: newer code makes them anew at once and under the same number, since there
 * is nothing to fill a next version with.
 */
final class Untouched {
  private static final Logger LOG = LoggerFactory.getLogger(Untouched.class);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Untouched() {}

  /**
   * Makes the tables of the live version anew if nothing was applied in it. If somebody holds a
   * lock on them, nothing happens, and the next version is filled and switches as any other does.
   *
   * @return whether the live version is now that of the shape's code
   */
  static boolean renewed(Connection connection, Shape shape, Version live) throws SQLException {
    Savepoint start = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '150ms'");
      // Who writes now has come first and is seen below; who comes later waits for the new tables.
      statement.execute("lock table " + shape.list(live.number()) + " in access exclusive mode");
      if (!VersionTable.untouched(connection, live)) {
        return false;
      }
      Views.remake(connection, shape, live.number());
      VersionTable.coded(connection, live, shape.code());
      LOG.info("{} is made anew for version {} of the code: it was empty", live, shape.code());
      return true;
    } catch (SQLException e) {
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(start);
      return false;
    }
  }
}
