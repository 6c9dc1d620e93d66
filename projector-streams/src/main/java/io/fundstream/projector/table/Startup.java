package io.fundstream.projector.table;

import io.fundstream.runtime.database.SchemaVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a projection asks the database before it begins. */
public final class Startup {
  /** The versions of schema read_model on which this program runs; the newest is one to come. */
  private static final int OLDEST_SCHEMA = 2;

  private static final int NEWEST_SCHEMA = 3;

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
   * Whether the projection has applied anything. If not, committed offsets mean nothing.
   *
   * @throws io.fundstream.runtime.database.UnknownSchema if the database is of another version
   */
  public static boolean hasProgress(DataSource database, String projection) throws SQLException {
    checkSchema(database);
    return number(
            database,
            "select count(*) from (select from read_model.progress where projection = ? limit 1) t",
            projection)
        > 0;
  }

  private static long number(DataSource database, String sql, String projection)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, projection);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
