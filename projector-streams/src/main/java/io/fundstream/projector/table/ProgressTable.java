package io.fundstream.projector.table;

import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code read_model.progress}: how far each projection has applied each partition key. One
 * statement for any number of projections.
 */
final class ProgressTable {
  /** By projection and key, so that no two threads lock the same rows in another order. */
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::projection).thenComparing(Row::key);

  private static final Comparator<Move> MOVES = Comparator.comparing(Move::row, ORDER);

  private static final String LOCK =
      """
      select p.projection, p.partition_key, p.seq from read_model.progress p
      join unnest(?::text[], ?::uuid[]) t (projection, partition_key)
        on p.projection = t.projection and p.partition_key = t.partition_key
      order by p.projection, p.partition_key for update of p
      """;

  private static final String PARKED =
      """
      select distinct k.projection, k.partition_key from read_model.parked k
      join unnest(?::text[], ?::uuid[]) t (projection, partition_key)
        on k.projection = t.projection and k.partition_key = t.partition_key
      """;

  private static final String CLAIM =
      """
      insert into read_model.progress (projection, partition_key, seq)
      select t.projection, t.partition_key, 0 from unnest(?::text[], ?::uuid[]) t (projection, partition_key)
      order by t.projection, t.partition_key
      on conflict (projection, partition_key) do nothing
      """;

  private static final String INSERT =
      """
      insert into read_model.progress (projection, partition_key, seq)
      select t.projection, t.partition_key, t.seq
      from unnest(?::text[], ?::uuid[], ?::bigint[]) t (projection, partition_key, seq)
      order by t.projection, t.partition_key
      on conflict (projection, partition_key) do nothing
      """;

  /**
   * Rows come in the order of their keys, and are locked in it unless the server joins otherwise; a
   * deadlock with a drain of parked records is tried again. The expected seq is compared under the
   * lock, with what is committed by then.
   */
  private static final String MOVE =
      """
      update read_model.progress p set seq = t.seq
      from (select * from unnest(?::text[], ?::uuid[], ?::bigint[], ?::bigint[])
              u (projection, partition_key, expected, seq)
            order by u.projection, u.partition_key) t
      where p.projection = t.projection and p.partition_key = t.partition_key and p.seq = t.expected
      """;

  private ProgressTable() {}

  /**
   * What names a row.
   *
   * @param projection with its version
   */
  record Row(String projection, UUID key) {}

  /** A row moves. */
  record Move(Row row, long expected, long seq) {}

  /**
   * What the database knows of a key.
   *
   * @param seq the last seq applied, 0 for none
   * @param known whether there is a row
   * @param parked whether records of the key are parked
   */
  record Known(long seq, boolean known, boolean parked) {
    static final Known NOTHING = new Known(0, false, false);
  }

  /** Makes rows at 0 where there are none, so that {@link #lock} keeps everybody else off them. */
  static void claim(Connection connection, Collection<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = bind(connection, CLAIM, rows)) {
      statement.executeUpdate();
    }
  }

  /** Reads rows and locks them, so that a drain of parked records cannot run beside us. */
  static Map<Row, Known> lock(Connection connection, Collection<Row> rows) throws SQLException {
    Map<Row, Known> found = new HashMap<>();
    try (PreparedStatement statement = bind(connection, LOCK, rows);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        found.put(row(result), new Known(result.getLong(3), true, false));
      }
    }
    if (!found.isEmpty()) {
      // A statement of its own: it must see what was committed while the locks were waited for.
      for (Row row : parked(connection, found.keySet())) {
        found.computeIfPresent(row, (r, known) -> new Known(known.seq(), true, true));
      }
    }
    return found;
  }

  private static Set<Row> parked(Connection connection, Collection<Row> rows) throws SQLException {
    Set<Row> parked = new HashSet<>();
    try (PreparedStatement statement = bind(connection, PARKED, rows);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        parked.add(row(result));
      }
    }
    return parked;
  }

  private static Row row(ResultSet result) throws SQLException {
    return new Row(result.getString(1), result.getObject(2, UUID.class));
  }

  private static PreparedStatement bind(Connection connection, String sql, Collection<Row> rows)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    List<Row> sorted = rows.stream().sorted(ORDER).toList();
    new Columns<>(statement, 1, sorted).add("text", Row::projection).addIds(Row::key);
    return statement;
  }

  /**
   * Makes rows for keys that have none. Running it throws {@link Zombie} if another thread has made
   * one meanwhile.
   */
  static void insert(Statements statements, Collection<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    List<Move> sorted = moves.stream().sorted(MOVES).toList();
    statements.count(
        INSERT,
        made -> check(made, sorted),
        (statement, first) ->
            new Columns<>(statement, first, sorted)
                .add("text", move -> move.row().projection())
                .addIds(move -> move.row().key())
                .addLongs(Move::seq)
                .next());
  }

  /**
   * Moves rows from what is expected to their new seq. Running it throws {@link Zombie} if a row is
   * not where it is expected.
   */
  static void move(Statements statements, Collection<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    List<Move> sorted = moves.stream().sorted(MOVES).toList();
    statements.count(
        MOVE,
        moved -> check(moved, sorted),
        (statement, first) ->
            new Columns<>(statement, first, sorted)
                .add("text", move -> move.row().projection())
                .addIds(move -> move.row().key())
                .addLongs(Move::expected)
                .addLongs(Move::seq)
                .next());
  }

  private static void check(int moved, List<Move> moves) {
    if (moved != moves.size()) {
      throw new Zombie(
          "%d of %d keys had been moved on by another instance, one of %s"
              .formatted(moves.size() - moved, moves.size(), moves.getFirst().row()));
    }
  }
}
