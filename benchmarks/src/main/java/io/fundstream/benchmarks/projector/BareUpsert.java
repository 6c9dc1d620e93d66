package io.fundstream.benchmarks.projector;

import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.table.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
  private final List<String[]> rows = new ArrayList<>();

  /** Reads the rows that there are. */
  BareUpsert(TestDatabase database) throws SQLException {
    this.database = database;
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        ResultSet all =
            statement.executeQuery("select * from read_model.activity order by recorded_at")) {
      while (all.next()) {
        String[] row = new String[TYPES.length];
        for (int column = 0; column < row.length; column++) row[column] = all.getString(column + 1);
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

  private static void insert(PreparedStatement insert, List<String[]> batch) throws SQLException {
    batch.sort(Comparator.comparing(row -> row[0]));
    Columns<String[]> columns = new Columns<>(insert, 1, batch);
    for (int n = 0; n < TYPES.length; n++) {
      int column = n;
      columns.add(TYPES[n], row -> row[column]);
    }
    insert.executeUpdate();
  }
}
