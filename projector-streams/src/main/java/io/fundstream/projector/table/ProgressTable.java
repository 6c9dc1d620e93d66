package io.fundstream.projector.table;

import io.fundstream.runtime.database.BinaryArrays;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code read_model.progress}: how far each partition key has been applied. */
final class ProgressTable {
  private static final String LOCK =
      """
      select partition_key, seq from read_model.progress
      where projection = ? and partition_key = any (?) order by partition_key for update
      """;

  private static final String PARKED =
      """
      select distinct partition_key from read_model.parked
      where projection = ? and partition_key = any (?)
      """;

  private static final String INSERT =
      """
      insert into read_model.progress (projection, partition_key, seq)
      select ?, t.partition_key, t.seq from unnest(?::uuid[], ?::bigint[]) t (partition_key, seq)
      order by t.partition_key
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
      from (select * from unnest(?::uuid[], ?::bigint[], ?::bigint[]) u (partition_key, expected, seq)
            order by u.partition_key) t
      where p.projection = ? and p.partition_key = t.partition_key and p.seq = t.expected
      """;

  private final String projection;

  ProgressTable(String projection) {
    this.projection = projection;
  }

  /** A key's progress moves. */
  record Move(UUID key, long expected, long seq) {}

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

  /** Reads keys and locks their rows, so that a drain of parked records cannot run beside us. */
  Map<UUID, Known> lock(Connection connection, Collection<UUID> keys) throws SQLException {
    Map<UUID, Known> found = new HashMap<>();
    try (PreparedStatement statement = bind(connection, LOCK, keys);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getObject(1, UUID.class), new Known(rows.getLong(2), true, false));
      }
    }
    if (!found.isEmpty()) {
      // A statement of its own: it must see what was committed while the locks were waited for.
      for (UUID key : parked(connection, found.keySet())) {
        found.computeIfPresent(key, (k, known) -> new Known(known.seq(), true, true));
      }
    }
    return found;
  }

  private Set<UUID> parked(Connection connection, Collection<UUID> keys) throws SQLException {
    Set<UUID> parked = new HashSet<>();
    try (PreparedStatement statement = bind(connection, PARKED, keys);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        parked.add(rows.getObject(1, UUID.class));
      }
    }
    return parked;
  }

  private PreparedStatement bind(Connection connection, String sql, Collection<UUID> keys)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, projection);
    statement.setArray(2, BinaryArrays.uuids(connection, keys));
    return statement;
  }

  /**
   * Makes rows for keys that have none. Running it throws {@link Zombie} if another thread has made
   * one meanwhile.
   */
  void insert(Statements statements, List<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    statements.count(
        INSERT,
        made -> check(made, moves),
        (statement, first) -> {
          statement.setString(first, projection);
          return new Columns<>(statement, first + 1, moves)
              .addIds(Move::key)
              .addLongs(Move::seq)
              .next();
        });
  }

  /**
   * Moves rows from what is expected to their new seq. Running it throws {@link Zombie} if a row is
   * not where it is expected.
   */
  void move(Statements statements, List<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    statements.count(
        MOVE,
        moved -> check(moved, moves),
        (statement, first) -> {
          int last =
              new Columns<>(statement, first, moves)
                  .addIds(Move::key)
                  .addLongs(Move::expected)
                  .addLongs(Move::seq)
                  .next();
          statement.setString(last, projection);
          return last + 1;
        });
  }

  private void check(int moved, List<Move> moves) {
    if (moved != moves.size()) {
      throw new Zombie(
          "%s: %d of %d keys had been moved on by another instance, one of %s"
              .formatted(projection, moves.size() - moved, moves.size(), moves.getFirst().key()));
    }
  }
}
