package io.fundstream.projector.table;

import io.fundstream.runtime.database.SchemaVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** What a projection asks the database before it begins. */
public final class Startup {
  /** The versions of schema read_model on which this program runs; the newest is one to come. */
  private static final int OLDEST_SCHEMA = 2;

  private static final int NEWEST_SCHEMA = 3;

  private static final String WITHOUT =
      """
      select t.projection from unnest(?::text[]) t (projection)
      where not exists (select from read_model.progress p where p.projection = t.projection)
      """;

  private Startup() {}

  /**
   * Compares the schema with those on which this program runs.
   *
   * @throws io.fundstream.runtime.database.UnknownSchema if it is outside them
   */
  public static void checkSchema(DataSource database) {
    SchemaVersion.check(database, "read_model", OLDEST_SCHEMA, NEWEST_SCHEMA);
  }

  /**
   * Those that have applied nothing. For them, committed offsets mean nothing.
   *
   * @throws io.fundstream.runtime.database.UnknownSchema if the database is of another version
   */
  public static Set<String> withoutProgress(DataSource database, Collection<String> projections)
      throws SQLException {
    checkSchema(database);
    Set<String> without = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(WITHOUT)) {
      statement.setArray(1, connection.createArrayOf("text", projections.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          without.add(rows.getString(1));
        }
      }
    }
    return without;
  }
}
