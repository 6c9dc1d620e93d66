package io.fundstream.query.entity;

import io.fundstream.query.freshness.Gauge;
import io.fundstream.query.freshness.Progress;
import io.fundstream.runtime.database.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The version of an entity's row, for {@code minVersion}. */
record RowVersion(String table, UUID of) implements Gauge {
  @Override
  public Optional<UUID> tenant() {
    return Optional.of(of);
  }

  @Override
  public Map<UUID, Long> read(Connection connection, Set<UUID> ids) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id, version from " + table + " where id = any(?)")) {
      statement.setArray(1, BinaryArrays.uuids(connection, ids));
      return Progress.levels(statement);
    }
  }
}
