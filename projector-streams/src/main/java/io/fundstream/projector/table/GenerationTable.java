package io.fundstream.projector.table;

import io.fundstream.projector.fold.ProjectionName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The generation of a projection's rows, by which readers know that their cursors mean nothing. */
final class GenerationTable {
  private static final String RENEW =
      "update read_model.projection set generation = gen_random_uuid() where name = ? and version = ?";

  private GenerationTable() {}

  /** Sends every reader back to the first event. */
  static void renew(Connection connection, ProjectionName name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
      statement.setString(1, name.name());
      statement.setInt(2, name.version());
      statement.executeUpdate();
    }
  }
}
