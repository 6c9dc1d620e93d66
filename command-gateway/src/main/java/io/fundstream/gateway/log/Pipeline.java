package io.fundstream.gateway.log;

import io.fundstream.runtime.database.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Several statements sent together and answered together: one round trip. Each sees what the one
 * before it did, and under READ COMMITTED takes a snapshot of its own.
 */
final class Pipeline {
  @FunctionalInterface
  interface Rows {
    void row(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  interface Count {
    void count(int rows);
  }

  private record Part(
      String sql, Object[] arrays, @org.jspecify.annotations.Nullable Rows rows, Count count) {}

  private final List<Part> parts = new ArrayList<>();

  /** A statement that answers with rows. */
  Pipeline rows(String sql, Rows rows, Object... arrays) {
    parts.add(new Part(sql, arrays, rows, n -> {}));
    return this;
  }

  /** A statement that answers with how many rows it changed. */
  Pipeline count(String sql, Count count, Object... arrays) {
    parts.add(new Part(sql, arrays, null, count));
    return this;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  void run(Connection connection) throws SQLException {
    String sql = String.join(";\n", parts.stream().map(Part::sql).toList());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (Part part : parts) {
        for (Object array : part.arrays) {
          bind(connection, statement, parameter++, array);
        }
      }
      boolean hasRows = statement.execute();
      for (Part part : parts) {
        read(statement, part, hasRows);
        hasRows = statement.getMoreResults();
      }
    }
  }

  private static void read(PreparedStatement statement, Part part, boolean hasRows)
      throws SQLException {
    if (hasRows != (part.rows != null)) {
      throw new IllegalStateException("the answers do not line up with: " + part.sql);
    }
    if (part.rows == null) {
      part.count.count(statement.getUpdateCount());
      return;
    }
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        part.rows.row(rows);
      }
    }
  }

  /** Arrays go in PostgreSQL's binary format; texts as they are. */
  private static void bind(Connection c, PreparedStatement s, int at, Object array)
      throws SQLException {
    PGConnection pg = c.unwrap(PGConnection.class);
    switch (array) {
      case UUID[] ids -> s.setArray(at, BinaryArrays.uuids(c, Arrays.asList(ids)));
      case String[] texts -> s.setArray(at, c.createArrayOf("text", texts));
      case byte[][] bytes -> s.setArray(at, pg.createArrayOf("bytea", bytes));
      case Long[] numbers -> s.setArray(at, BinaryArrays.longs(c, Arrays.asList(numbers)));
      case long[] numbers -> s.setArray(at, pg.createArrayOf("int8", numbers));
      case int[] numbers -> s.setArray(at, pg.createArrayOf("int4", numbers));
      default -> throw new IllegalArgumentException("no array type for " + array.getClass());
    }
  }
}
