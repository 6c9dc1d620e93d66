package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is left of a retired version, in steps that may be repeated. */
final class Retirement {
  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
  private static final int ROWS = 20_000;
  private static final int TIMEOUT_MS = 5_000;

  private static final List<String> TABLES =
      List.of("progress", "settled", "applied", "parked", "filling");

  private static final String DELETE =
      """
      delete from read_model.%s where ctid = any (array(
        select ctid from read_model.%1$s where projection = ? limit %d))
      """;

  private final Map<String, Object> kafka;

  /**
   * @param kafka what every Kafka client of this process is given
   */
  Retirement(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * Takes a step; rows go in bounded batches, each in a transaction of its own.
   *
   * @param connection with auto-commit
   * @return whether nothing is left
   */
  boolean step(Connection connection, Shape shape, Version version)
      throws SQLException, InterruptedException, ExecutionException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + shape.list(version.number()));
    }
    for (String table : TABLES) {
      while (delete(connection, table, version) == ROWS) {
        if (Thread.interrupted()) {
          throw new InterruptedException("closing");
        }
      }
    }
    if (!groupIsGone(version.toString())) {
      return false;
    }
    VersionTable.cleaned(connection, version);
    LOG.info("nothing is left of {}", version);
    return true;
  }

  private static int delete(Connection connection, String table, Version version)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE.formatted(table, ROWS))) {
      statement.setString(1, version.toString());
      return statement.executeUpdate();
    }
  }

  /**
   * A group goes when its last member has; a member that was killed counts until its session ends.
   */
  private boolean groupIsGone(String group) throws InterruptedException, ExecutionException {
    Map<String, Object> config = new java.util.HashMap<>(kafka);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    try (Admin admin = Admin.create(config)) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return true;
      }
      if (e.getCause() instanceof GroupNotEmptyException) {
        return false;
      }
      throw e;
    }
  }
}
