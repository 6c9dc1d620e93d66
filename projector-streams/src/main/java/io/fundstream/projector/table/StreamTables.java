package io.fundstream.projector.table;

import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.runtime.database.BinaryArrays;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A table with a row a stream and one with a row a version, which ends in {@code _history} and has
 * {@code recorded_at} besides.
 */
public final class StreamTables<R extends Record & StreamRow<R>> {
  private final RecordTable<R> rows;
  private final String projection;
  private final String select;
  private final String upsert;
  private final String history;

  /**
   * @param record the columns that this code knows: of those it writes the ones that the table has,
   *     which may be of an older version
   */
  static <R extends Record & StreamRow<R>> StreamTables<R> of(
      Connection connection, ProjectionName name, RecordTable<R> record) throws SQLException {
    return new StreamTables<>(name, TableColumns.of(connection, name.table("")).hold(record));
  }

  private StreamTables(ProjectionName name, RecordTable<R> rows) {
    this.rows = rows;
    this.projection = name.name();
    this.select = "select %s from %s where id = any (?)".formatted(rows.names(), name.table(""));
    this.upsert =
        """
        insert into %s as t (%s) select * from unnest(%s)
        on conflict (id) do update set %s where t.version < excluded.version
        """
            .formatted(name.table(""), rows.names(), rows.arrays(), rows.excluded("id"));
    this.history =
        """
        insert into %1$s (%2$s, recorded_at) select t.*, t.updated_at from unnest(%3$s) as t (%2$s)
        on conflict (id, version) do nothing
        """
            .formatted(name.table("_history"), rows.names(), rows.arrays());
  }

  Map<UUID, R> read(Connection connection, Collection<UUID> ids) throws SQLException {
    Map<UUID, R> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, BinaryArrays.uuids(connection, ids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          R read = rows.read(row);
          found.put(read.id(), read);
        }
      }
    }
    return found;
  }

  /** Writes the last row of each stream, and every row into the history. */
  void write(Statements statements, List<R> versions) {
    Map<UUID, R> last = new TreeMap<>();
    versions.forEach(row -> last.put(row.id(), row));
    put(statements, upsert, List.copyOf(last.values()));
    List<R> all = new ArrayList<>(versions);
    all.sort(Comparator.<R, UUID>comparing(StreamRow::id).thenComparingInt(StreamRow::version));
    put(statements, history, all);
    ChangeNotice.send(statements, projection, last.keySet());
  }

  private void put(Statements statements, String sql, List<R> list) {
    if (!list.isEmpty()) {
      statements.count(sql, n -> {}, (statement, first) -> rows.bind(statement, first, list));
    }
  }
}
