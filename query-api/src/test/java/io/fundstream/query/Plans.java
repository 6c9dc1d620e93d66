package io.fundstream.query;

import io.fundstream.query.database.SqlText;
import java.sql.Connection;
import java.sql.SQLException;

/** How the database runs a statement. */
public final class Plans {
  private Plans() {}

  public static String of(Connection connection, SqlText sql) throws SQLException {
    return String.join("\n", sql.explained().list(connection, row -> row.getString(1)));
  }
}
