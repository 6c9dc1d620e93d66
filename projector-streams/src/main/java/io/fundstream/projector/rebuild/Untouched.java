package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live version that has applied nothing, as on a fresh installation, whose migrations make tables
 * of the first version: newer ones take its place at once, since there is nothing to fill them
 * with.
 */
final class Untouched {
  private static final Logger LOG = LoggerFactory.getLogger(Untouched.class);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Untouched() {}

  /**
   * Replaces the live version if nothing was applied in it. If somebody holds a lock on it, the new
   * version is filled and switches as any other does.
   *
   * @param before the versions that there were before the new one
   * @param number the new one's
   */
  static void replace(Connection connection, Shape shape, List<Version> before, int number)
      throws SQLException {
    for (Version live : before.stream().filter(Version::live).toList()) {
      Savepoint start = connection.setSavepoint();
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local lock_timeout = '150ms'");
        // A writer that came first is seen below; one that comes later finds the tables retired.
        statement.execute("lock table " + shape.list(live.number()) + " in share mode");
        if (VersionTable.untouched(connection, live)) {
          Views.show(connection, shape, number);
          VersionTable.retire(connection, live);
          VersionTable.live(connection, made(shape, number));
          LOG.info("{}-v{} serves at once: nothing was applied in {}", shape.name(), number, live);
        }
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw e;
        }
        connection.rollback(start);
      }
    }
  }

  private static Version made(Shape shape, int number) {
    return new Version(shape.name(), number, false, false, false, shape.code());
  }
}
