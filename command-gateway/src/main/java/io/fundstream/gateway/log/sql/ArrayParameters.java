package io.fundstream.gateway.log.sql;

import io.fundstream.runtime.database.BinaryArrays;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/** Rows turned into the arrays that {@code unnest} takes, one a column. */
public final class ArrayParameters {
  private ArrayParameters() {}

  public static <T> UUID[] uuids(List<T> from, Function<T, UUID> column) {
    return from.stream().map(column).toArray(UUID[]::new);
  }

  public static <T> String[] texts(List<T> from, Function<T, String> column) {
    return from.stream().map(column).toArray(String[]::new);
  }

  public static <T> byte[][] bytes(List<T> from, Function<T, byte[]> column) {
    return from.stream().map(column).toArray(byte[][]::new);
  }

  public static <T> long[] longs(List<T> from, ToLongFunction<T> column) {
    return from.stream().mapToLong(column).toArray();
  }

  public static <T> int[] ints(List<T> from, ToIntFunction<T> column) {
    return from.stream().mapToInt(column).toArray();
  }

  /** As parameters: in PostgreSQL's binary format, but for texts. */
  public static Statements.Binding binding(Object... arrays) {
    return (statement, first) -> {
      int at = first;
      for (Object array : arrays) {
        bind(statement, at++, array);
      }
      return at;
    };
  }

  private static void bind(PreparedStatement s, int at, Object array) throws SQLException {
    Connection c = s.getConnection();
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
