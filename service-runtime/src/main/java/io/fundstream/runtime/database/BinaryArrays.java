package io.fundstream.runtime.database;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays in PostgreSQL's binary format (its {@code array_send}), for types of which the driver
 * sends arrays as text alone, each element printed here and parsed there.
 */
public final class BinaryArrays {
  private static final int HEADER = 5 * Integer.BYTES;

  /** PostgreSQL's instants count from the first of January 2000. */
  private static final long EPOCH_SECONDS = 946_684_800;

  private static final long MICROS = 1_000_000;

  private BinaryArrays() {}

  /** A {@code uuid[]}. */
  public static Array uuids(Connection connection, Collection<? extends @Nullable UUID> ids)
      throws SQLException {
    return array(
        connection,
        Oid.UUID,
        Oid.UUID_ARRAY,
        2 * Long.BYTES,
        ids,
        (bytes, id) ->
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
  }

  /** An {@code int[]}. */
  public static Array ints(Connection connection, Collection<? extends @Nullable Integer> numbers)
      throws SQLException {
    return array(connection, Oid.INT4, Oid.INT4_ARRAY, Integer.BYTES, numbers, ByteBuffer::putInt);
  }

  /** A {@code bigint[]}. */
  public static Array longs(Connection connection, Collection<? extends @Nullable Long> numbers)
      throws SQLException {
    return array(connection, Oid.INT8, Oid.INT8_ARRAY, Long.BYTES, numbers, ByteBuffer::putLong);
  }

  /**
   * A {@code timestamptz[]}.
   *
   * @param instants to the microsecond; what is finer is cut off
   * @throws ArithmeticException if one is some 290 000 years away
   */
  public static Array instants(
      Connection connection, Collection<? extends @Nullable Instant> instants) throws SQLException {
    return array(
        connection,
        Oid.TIMESTAMPTZ,
        Oid.TIMESTAMPTZ_ARRAY,
        Long.BYTES,
        instants,
        (bytes, instant) -> bytes.putLong(micros(instant)));
  }

  private static long micros(Instant instant) {
    long seconds = Math.subtractExact(instant.getEpochSecond(), EPOCH_SECONDS);
    return Math.addExact(Math.multiplyExact(seconds, MICROS), instant.getNano() / 1_000);
  }

  /**
   * Dimensions, whether there may be nulls, the type, how many, the first one's number; then all.
   */
  private static <T> Array array(
      Connection connection,
      int type,
      int arrayType,
      int width,
      Collection<? extends @Nullable T> values,
      BiConsumer<ByteBuffer, T> put)
      throws SQLException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + values.size() * (Integer.BYTES + width));
    boolean nulls = values.stream().anyMatch(value -> value == null);
    bytes.putInt(1).putInt(nulls ? 1 : 0).putInt(type).putInt(values.size()).putInt(1);
    for (T value : values) {
      bytes.putInt(value == null ? -1 : width);
      if (value != null) {
        put.accept(bytes, value);
      }
    }
    byte[] all = Arrays.copyOf(bytes.array(), bytes.position());
    return new PgArray(connection.unwrap(BaseConnection.class), arrayType, all);
  }
}
