package io.fundstream.benchmarks.projector;

import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.table.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The limit: the rows of {@code activity} out of memory into an empty table of the same form, by
 * the same statement, five thousand a transaction, one connection.
 */
final class BareUpsert {
  private static final int BATCH = 5_000;
  private static final String[] TYPES = {
    "uuid", "uuid", "uuid", "text", "text", "text", "timestamptz", "uuid", "int8"
  };
  private static final String INSERT =
      """
      insert into public.bare_activity
      select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
        ?::uuid[], ?::bigint[])
      on conflict (id) do nothing
      """;

  private final TestDatabase database;
  private final List<Object[]> rows = new ArrayList<>();

  /** Reads the rows that there are. */
  BareUpsert(TestDatabase database) throws SQLException {
    this.database = database;
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        ResultSet all =
            statement.executeQuery("select * from read_model.activity order by recorded_at")) {
      while (all.next()) {
        Object[] row = new Object[TYPES.length];
        for (int column = 0; column < row.length; column++) row[column] = value(all, column);
        rows.add(row);
      }
    }
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement()) {
      // Now, for a rebuild drops the tables of the version before.
      statement.execute(
          "create table public.bare_form (like read_model.activity_v1 including all)");
    }
  }

  double perSecond() throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        PreparedStatement insert = session.prepareStatement(INSERT)) {
      statement.execute("drop table if exists public.bare_activity");
      statement.execute("create table public.bare_activity (like public.bare_form including all)");
      session.setAutoCommit(false);
      long begin = System.nanoTime();
      for (int at = 0; at < rows.size(); at += BATCH) {
        insert(insert, new ArrayList<>(rows.subList(at, Math.min(at + BATCH, rows.size()))));
        session.commit();
      }
      return rows.size() * 1e9 / (System.nanoTime() - begin);
    }
  }

  private static Object value(ResultSet row, int column) throws SQLException {
    return switch (TYPES[column]) {
      case "uuid" -> row.getObject(column + 1, UUID.class);
      case "int8" -> row.getLong(column + 1);
      case "timestamptz" -> row.getObject(column + 1, OffsetDateTime.class).toInstant();
      default -> row.getString(column + 1);
    };
  }

  /** Bound as the projector binds them. */
  private static void insert(PreparedStatement insert, List<Object[]> batch) throws SQLException {
    batch.sort(Comparator.comparing(row -> (UUID) row[0]));
    Columns<Object[]> columns = new Columns<>(insert, 1, batch);
    for (int n = 0; n < TYPES.length; n++) {
      int column = n;
      Columns<Object[]> unused =
          switch (TYPES[n]) {
            case "uuid" -> columns.addIds(row -> (UUID) row[column]);
            case "int8" -> columns.addLongs(row -> (Long) row[column]);
            case "timestamptz" -> columns.addInstants(row -> (Instant) row[column]);
            default -> columns.add("text", row -> row[column]);
          };
    }
    insert.executeUpdate();
  }
}
