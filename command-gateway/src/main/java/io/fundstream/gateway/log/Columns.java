package io.fundstream.gateway.log;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Rows turned into the arrays that {@code unnest} takes, one a column. */
final class Columns {
  private Columns() {}

  static <T> UUID[] uuids(List<T> from, Function<T, UUID> column) {
    return from.stream().map(column).toArray(UUID[]::new);
  }

  static <T> String[] texts(List<T> from, Function<T, String> column) {
    return from.stream().map(column).toArray(String[]::new);
  }

  static <T> byte[][] bytes(List<T> from, Function<T, byte[]> column) {
    return from.stream().map(column).toArray(byte[][]::new);
  }

  static <T> long[] longs(List<T> from, ToLongFunction<T> column) {
    return from.stream().mapToLong(column).toArray();
  }

  static <T> int[] ints(List<T> from, ToIntFunction<T> column) {
    return from.stream().mapToInt(column).toArray();
  }
}
