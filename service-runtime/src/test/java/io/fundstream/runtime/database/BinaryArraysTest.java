package io.fundstream.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads is what was written, nulls and nothing at all included. */
class BinaryArraysTest {
  private static TestDatabase database;
  private static Connection connection;

  private final Random random = new Random(seed());

  @BeforeAll
  static void connect() throws SQLException {
    database = TestDatabase.fresh();
    connection = database.connect(database.superuser());
  }

  @AfterAll
  static void close() throws Exception {
    connection.close();
    database.close();
  }

  @Test
  void ids() throws SQLException {
    List<@Nullable UUID> ids = new ArrayList<@Nullable UUID>();
    ids.add(new UUID(0, 0));
    ids.add(null);
    random.longs(500).forEach(bits -> ids.add(new UUID(bits, random.nextLong())));
    ids.add(new UUID(-1, -1));
    assertThat(read("uuid", BinaryArrays.uuids(connection, ids), UUID.class)).isEqualTo(ids);
  }

  @Test
  void whole_numbers() throws SQLException {
    List<@Nullable Long> numbers = new ArrayList<@Nullable Long>();
    numbers.add(null);
    numbers.addAll(List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE, -1L));
    random.longs(500).forEach(numbers::add);
    assertThat(read("bigint", BinaryArrays.longs(connection, numbers), Long.class))
        .isEqualTo(numbers);
  }

  @Test
  void instants_to_the_microsecond() throws SQLException {
    List<@Nullable Instant> instants = new ArrayList<@Nullable Instant>();
    instants.add(null);
    instants.addAll(
        List.of(
            Instant.EPOCH,
            Instant.parse("1999-12-31T23:59:59.999999Z"),
            Instant.parse("2000-01-01T00:00:00Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z")));
    for (int i = 0; i < 500; i++) {
      instants.add(Instant.EPOCH.plus(random.nextLong(1L << 52), ChronoUnit.MICROS));
    }
    List<@Nullable Instant> read = new ArrayList<@Nullable Instant>();
    for (OffsetDateTime time :
        read("timestamptz", BinaryArrays.instants(connection, instants), OffsetDateTime.class)) {
      read.add(time == null ? null : time.toInstant());
    }
    assertThat(read).isEqualTo(instants);
  }

  @Test
  void nothing_at_all() throws SQLException {
    assertThat(read("uuid", BinaryArrays.uuids(connection, List.of()), UUID.class)).isEmpty();
  }

  private static <T> List<@Nullable T> read(String type, Array array, Class<T> as)
      throws SQLException {
    List<@Nullable T> values = new ArrayList<@Nullable T>();
    String sql = "select v from unnest(?::%s[]) with ordinality u(v, n) order by n".formatted(type);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getObject(1, as));
        }
      }
    }
    return values;
  }

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    return seed;
  }
}
