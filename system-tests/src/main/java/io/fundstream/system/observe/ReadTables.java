package io.fundstream.system.observe;

import io.fundstream.system.check.ConfigState;
import io.fundstream.system.check.FundState;
import io.fundstream.system.check.ReadSide;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The read tables, by plain SQL on the views that readers use. */
final class ReadTables {
  private static final String FUND =
      """
      select id, tenant, version, name, vintage_year, currency, target_size, hard_cap, management_fee_rate, carry_rate,
        hurdle_rate, status, draft_config_version, published_config_version,
        (extract(epoch from created_at) * 1000000)::bigint, (extract(epoch from updated_at) * 1000000)::bigint
      from read_model.%s
      """;
  private static final String CONFIG =
      """
      select fund_id, config_version, version, config_text, status,
        (extract(epoch from created_at) * 1000000)::bigint, (extract(epoch from published_at) * 1000000)::bigint
      from read_model.fund_config
      """;
  private static final String TRAIL =
      "select event_id, type, stream_id, version, partition_key, seq, part, \"offset\" from read_model.event";

  /** For each projection in force and each key with events, how far it is. */
  private static final String PROGRESS =
      """
      select p.name || '-v' || p.version, h.partition_key, coalesce(g.seq, 0), h.seq
      from event_store.partition_head h
        cross join read_model.projection p
        left join read_model.progress g
          on g.projection = p.name || '-v' || p.version and g.partition_key = h.partition_key
      where p.live and h.seq > 0
      """;

  private ReadTables() {}

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> all(Connection database, String sql, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet next = statement.executeQuery(sql)) {
      while (next.next()) rows.add(row.of(next));
    }
    return rows;
  }

  static ReadSide read(Connection database) throws SQLException {
    return new ReadSide(
        all(database, FUND.formatted("fund"), ReadTables::fund),
        all(database, FUND.formatted("fund_history"), ReadTables::fund),
        all(database, CONFIG, ReadTables::config),
        all(database, TRAIL, ReadTables::trail),
        all(database, "select id from read_model.activity", row -> id(row, 1)),
        all(
            database,
            PROGRESS,
            row -> new ReadSide.Progress(row.getString(1), id(row, 2), row.getLong(3))),
        all(database, "select count(*) from read_model.parked", row -> row.getLong(1)).getFirst());
  }

  /** How many projections of how many keys are not at the last event. */
  static long behind(Connection database) throws SQLException {
    return all(
            database,
            "select count(*) from ("
                + PROGRESS
                + ") as p (projection, key, at, head) where at <> head",
            row -> row.getLong(1))
        .getFirst();
  }

  private static UUID id(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  private static FundState fund(ResultSet row) throws SQLException {
    return new FundState(
        id(row, 1),
        id(row, 2),
        row.getInt(3),
        row.getString(4),
        row.getInt(5),
        row.getString(6),
        row.getBigDecimal(7),
        row.getBigDecimal(8),
        row.getBigDecimal(9),
        row.getBigDecimal(10),
        row.getBigDecimal(11),
        row.getString(12),
        row.getObject(13, Integer.class),
        row.getObject(14, Integer.class),
        row.getLong(15),
        row.getLong(16));
  }

  private static ConfigState config(ResultSet row) throws SQLException {
    return new ConfigState(
        id(row, 1),
        row.getInt(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getObject(7, Long.class));
  }

  private static ReadSide.Trail trail(ResultSet row) throws SQLException {
    return new ReadSide.Trail(
        id(row, 1),
        row.getString(2),
        id(row, 3),
        row.getInt(4),
        id(row, 5),
        row.getLong(6),
        row.getInt(7),
        row.getLong(8));
  }
}
