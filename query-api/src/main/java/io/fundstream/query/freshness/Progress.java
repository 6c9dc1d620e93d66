package io.fundstream.query.freshness;

import io.fundstream.runtime.database.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How many events of a partition key a projection has applied, in the version of it that the views
 * show.
 *
 * @param projection the name without a version, for example {@code fund}
 */
public record Progress(String projection) implements Gauge {
  private static final String SQL =
      """
      select g.partition_key, g.seq
      from read_model.projection p
      join read_model.progress g on g.projection = p.name || '-v' || p.version
      where p.name = ? and p.live and g.partition_key = any(?)\
      """;

  @Override
  public Map<UUID, Long> read(Connection connection, Set<UUID> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, projection);
      statement.setArray(2, BinaryArrays.uuids(connection, keys));
      return levels(statement);
    }
  }

  /** Runs a statement that gives a key and a number. */
  public static Map<UUID, Long> levels(PreparedStatement statement) throws SQLException {
    Map<UUID, Long> levels = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        levels.put(rows.getObject(1, UUID.class), rows.getLong(2));
      }
    }
    return levels;
  }
}
