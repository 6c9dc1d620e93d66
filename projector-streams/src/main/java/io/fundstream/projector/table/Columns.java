package io.fundstream.projector.table;

import io.fundstream.runtime.database.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as column arrays, for {@code select … from unnest(?, ?, …)}: one statement of fixed text
 * whatever the number of rows.
 *
 * <p>Parameters are set in the order of the calls. Ids, longs, instants and bytes travel in binary;
 * other values as text, which PostgreSQL parses as the column's type.
 */
public final class Columns<R> {
  private final PreparedStatement statement;
  private final List<R> rows;
  private int index;

  /**
   * @param first the number of the parameter that takes the first array, from 1
   */
  public Columns(PreparedStatement statement, int first, List<R> rows) {
    this.statement = statement;
    this.index = first;
    this.rows = rows;
  }

  /**
   * Adds a column.
   *
   * @param type the element type's name in PostgreSQL
   * @param value its {@code toString()} is what PostgreSQL parses; null is NULL
   */
  public Columns<R> add(String type, Function<R, @Nullable Object> value) throws SQLException {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object given = value.apply(rows.get(i));
      texts[i] = given == null ? null : given.toString();
    }
    return set(type, texts);
  }

  /** Adds a column of type uuid. */
  public Columns<R> addIds(Function<R, @Nullable UUID> value) throws SQLException {
    statement.setArray(index++, BinaryArrays.uuids(statement.getConnection(), values(value)));
    return this;
  }

  /** Adds a column of type bigint. */
  public Columns<R> addLongs(Function<R, @Nullable Long> value) throws SQLException {
    statement.setArray(index++, BinaryArrays.longs(statement.getConnection(), values(value)));
    return this;
  }

  /** Adds a column of type timestamptz. */
  public Columns<R> addInstants(Function<R, @Nullable Instant> value) throws SQLException {
    statement.setArray(index++, BinaryArrays.instants(statement.getConnection(), values(value)));
    return this;
  }

  /** The number of the parameter after the last that was set. */
  public int next() {
    return index;
  }

  private <T> List<@Nullable T> values(Function<R, @Nullable T> value) {
    List<@Nullable T> values = new ArrayList<@Nullable T>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    return values;
  }

  /** Adds a column of type bytea. */
  public Columns<R> addBytes(Function<R, byte @Nullable []> value) throws SQLException {
    byte[] @Nullable [] bytes = new byte[rows.size()] @Nullable [];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = value.apply(rows.get(i));
    }
    return set("bytea", bytes);
  }

  private Columns<R> set(String type, @Nullable Object[] values) throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(index++, connection.createArrayOf(type, values));
    return this;
  }
}
