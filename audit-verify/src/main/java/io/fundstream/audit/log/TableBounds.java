package io.fundstream.audit.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which {@code recorded_at} each table partition of the log may hold, as the catalogue says. */
final class TableBounds {
  /** Microseconds since 1970: {@code from} included, {@code to} not. */
  record Bounds(String table, long from, long to) {
    boolean hold(long micros) {
      return micros >= from && micros < to;
    }
  }

  private static final String SELECT =
      """
      select oid, relname,
             (extract(epoch from substring(bound from 'FROM \\(''([^'']+)''\\)')::timestamptz) * 1000000)::bigint,
             (extract(epoch from substring(bound from 'TO \\(''([^'']+)''\\)')::timestamptz) * 1000000)::bigint
      from (select c.oid, c.relname, pg_get_expr(c.relpartbound, c.oid) as bound
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'event_store.event_log'::regclass) partitions
      """;

  private final Map<Integer, Bounds> bounds = new HashMap<>();

  TableBounds(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT)) {
      while (row.next()) {
        bounds.put(
            (int) row.getLong(1), new Bounds(row.getString(2), row.getLong(3), row.getLong(4)));
      }
    }
  }

  /** The bounds of a table partition, or null when it is none of the log's. */
  @Nullable Bounds of(int table) {
    return bounds.get(table);
  }
}
