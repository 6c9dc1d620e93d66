package io.fundstream.query.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement put together from fragments of ours; values from outside are parameters, never text.
 */
public final class SqlText {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /** What one row becomes. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public SqlText(String sql, Object... parameters) {
    add(sql, parameters);
  }

  /** Adds a fragment with a question mark for each parameter. */
  public SqlText add(String fragment, Object... values) {
    sql.append(fragment).append('\n');
    for (Object value : values) {
      parameters.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return this;
  }

  /** Adds another statement as a part of this one. */
  public SqlText add(SqlText part) {
    sql.append(part.sql);
    parameters.addAll(part.parameters);
    return this;
  }

  /** Adds the fragment if there is a value for it. */
  public SqlText addIf(@Nullable Object value, String fragment) {
    return value == null ? this : add(fragment, value);
  }

  /** Every row, in order. */
  public <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
    }
    return found;
  }

  /** The first row. */
  public <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
    return list(connection, row).stream().findFirst();
  }

  /** The statement that asks how this one would run. */
  public SqlText explained() {
    SqlText explained = new SqlText("explain (costs off) " + sql);
    explained.parameters.addAll(parameters);
    return explained;
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
