package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code read_model.wish}, as far as it is about whole projections. */
final class RebuildWishes {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildWishes.class);

  private static final String NEXT =
      """
      select id, kind, projection, asked_by from read_model.wish where kind in ('rebuild', 'cancel')
      order by asked_at, id limit 1 for update skip locked
      """;

  private static final String END = "delete from read_model.wish where id = ?";

  private final Map<String, Shape> shapes;

  /**
   * @param shapes by name
   */
  RebuildWishes(Map<String, Shape> shapes) {
    this.shapes = Map.copyOf(shapes);
  }

  private record Asked(UUID id, boolean cancel, String name, String by) {}

  /**
   * Carries out the oldest wish, in the caller's transaction.
   *
   * @return whether there was one
   */
  boolean next(Connection connection) throws SQLException {
    Optional<Asked> asked = asked(connection);
    if (asked.isEmpty()) {
      return false;
    }
    Asked wish = asked.get();
    Shape shape = shapes.get(wish.name());
    if (shape == null) {
      LOG.warn("{} asked for a rebuild of {}, which is no projection", wish.by(), wish.name());
    } else {
      VersionTable.lock(connection, wish.name());
      carryOut(connection, wish, shape);
    }
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setObject(1, wish.id());
      statement.executeUpdate();
    }
    return true;
  }

  private static Optional<Asked> asked(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Asked(
                  row.getObject(1, UUID.class),
                  row.getString(2).equals("cancel"),
                  row.getString(3),
                  row.getString(4)))
          : Optional.empty();
    }
  }

  /** One rebuild of a projection at a time: a second wish finds the first under way. */
  private static void carryOut(Connection connection, Asked wish, Shape shape) throws SQLException {
    List<Version> filling =
        VersionTable.of(connection, wish.name()).stream().filter(Version::filling).toList();
    if (wish.cancel()) {
      for (Version version : filling) {
        VersionTable.retire(connection, version);
        LOG.info("{} is given up, {} asked for it", version, wish.by());
      }
    } else if (filling.isEmpty()) {
      int number = VersionTable.create(connection, shape);
      LOG.info(
          "{}-v{} is filled from the first event, {} asked for it", wish.name(), number, wish.by());
    } else {
      LOG.info("{} is being filled already, {} asked for it", filling.getFirst(), wish.by());
    }
  }
}
