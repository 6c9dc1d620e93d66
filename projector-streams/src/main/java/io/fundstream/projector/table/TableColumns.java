package io.fundstream.projector.table;

import io.fundstream.runtime.database.RecordTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a table has in the catalog. Newer code feeds older live tables until its own are
 * filled, so what it knows and what the table has may differ.
 *
 * @param types of each column: its type as {@code pg_type} names it
 * @param required columns that every new row must give
 */
record TableColumns(String table, Map<String, String> types, Set<String> required) {
  private static final String COLUMNS =
      """
      select a.attname, t.typname, a.attnotnull and not a.atthasdef and a.attidentity = ''
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
      """;

  TableColumns {
    types = Map.copyOf(types);
    required = Set.copyOf(required);
  }

  static TableColumns of(Connection connection, String table) throws SQLException {
    Map<String, String> types = new HashMap<>();
    Set<String> required = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          types.put(rows.getString(1), rows.getString(2));
          if (rows.getBoolean(3)) {
            required.add(rows.getString(1));
          }
        }
      }
    }
    return new TableColumns(table, types, required);
  }

  /**
   * The columns of a record that the table holds.
   *
   * @throws IllegalStateException if the table demands one that the record lacks: the run ends, so
   *     that no record is parked for it, and goes on when the newer tables serve
   */
  <R extends Record> RecordTable<R> hold(RecordTable<R> record) {
    RecordTable<R> held = record.within(types);
    Set<String> missing = new HashSet<>(required);
    held.columns().forEach(column -> missing.remove(column.name()));
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "%s demands %s, which this release no longer writes".formatted(table, missing));
    }
    return held;
  }
}
