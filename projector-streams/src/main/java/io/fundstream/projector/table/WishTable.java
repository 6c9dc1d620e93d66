package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code read_model.wish}, as far as it is about parked records. */
public final class WishTable {
  private static final String WAITING =
      "select distinct projection from read_model.wish where kind in ('retry', 'skip') limit 1000";

  private static final String NEXT =
      """
      select id, kind = 'skip', partition_key, topic, part, "offset", asked_by from read_model.wish
      where projection = ? and part = any (?) and kind in ('retry', 'skip') order by asked_at, id limit 1
      """;

  private static final String BEGIN =
      "select kind = 'skip' from read_model.wish where id = ? for update";

  private static final String CONTINUE =
      "update read_model.wish set kind = 'retry' where id = ? and kind = 'skip'";

  private static final String END = "delete from read_model.wish where id = ?";

  private final String projection;

  WishTable(String projection) {
    this.projection = projection;
  }

  /** The projections of which something is wished; at most 1 000. */
  public static Set<String> waiting(Connection connection) throws SQLException {
    Set<String> waiting = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(WAITING);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        waiting.add(rows.getString(1));
      }
    }
    return waiting;
  }

  /** The oldest wish about one of these parts. */
  Optional<Wish> next(Connection connection, Collection<Integer> parts) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setString(1, projection);
      statement.setArray(2, connection.createArrayOf("int4", parts.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(wish(row)) : Optional.empty();
      }
    }
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(
        row.getObject(1, UUID.class),
        row.getBoolean(2),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getInt(5),
        row.getLong(6),
        row.getString(7));
  }

  /** Whether the wish is still there as it was read; nobody else can carry it out meanwhile. */
  static boolean lock(Connection connection, Wish wish) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setObject(1, wish.id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1) == wish.skip();
      }
    }
  }

  /** The record is skipped; what waits behind it is still to be tried. */
  static void skipped(Connection connection, Wish wish) throws SQLException {
    execute(connection, CONTINUE, wish);
  }

  /** The wish is carried out. */
  static void end(Connection connection, Wish wish) throws SQLException {
    execute(connection, END, wish);
  }

  private static void execute(Connection connection, String sql, Wish wish) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, wish.id());
      statement.executeUpdate();
    }
  }
}
