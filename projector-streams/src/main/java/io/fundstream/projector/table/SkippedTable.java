package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code read_model.skipped}: what was left out on purpose. A rebuild leaves the same out, and so
 * does a replay after a crash.
 */
final class SkippedTable {
  private static final String INSERT =
      """
      insert into read_model.skipped (name, topic, part, "offset", partition_key, seq, reason, asked_by)
      select ?, topic, part, "offset", partition_key, case when ? then seq end, reason, ? from read_model.parked
      where projection = ? and topic = ? and part = ? and "offset" = ?
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select s.topic || '-' || s.part || '@' || s."offset", s.seq is not null from read_model.skipped s
      join unnest(?::text[], ?::int[], ?::bigint[]) t (topic, part, "offset")
        on s.topic = t.topic and s.part = t.part and s."offset" = t."offset"
      where s.name = ?
      """;

  private final String name;
  private final String projection;

  /**
   * @param name without a version
   * @param projection with it
   */
  SkippedTable(String name, String projection) {
    this.name = name;
    this.projection = projection;
  }

  /**
   * Remembers the parked record that a wish is about.
   *
   * @param counts whether its seq is its own, so that leaving it out moves the key's progress
   */
  void insert(Connection connection, Wish wish, boolean counts) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, name);
      statement.setBoolean(2, counts);
      statement.setString(3, wish.askedBy());
      statement.setString(4, projection);
      statement.setString(5, wish.topic());
      statement.setInt(6, wish.part());
      statement.setLong(7, wish.offset());
      statement.executeUpdate();
    }
  }

  /** Which of these were skipped before, by place, and whether their seq counts. */
  Map<String, Boolean> find(Connection connection, List<Parking> parkings) throws SQLException {
    Map<String, Boolean> places = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      new Columns<>(statement, 1, parkings)
          .add("text", p -> p.raw().topic())
          .add("int4", p -> p.raw().part())
          .addLongs(p -> p.raw().offset());
      statement.setString(4, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          places.put(rows.getString(1), rows.getBoolean(2));
        }
      }
    }
    return places;
  }
}
