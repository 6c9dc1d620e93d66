package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code read_model.filling}: how far a version that readers do not see yet is. */
public final class FillingTable {
  private static final String MOVE =
      """
      insert into read_model.filling as f (projection, topic, part, "offset", "end")
      select ?, t.* from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) t
      on conflict (projection, topic, part)
      do update set "offset" = excluded."offset", "end" = excluded."end", at = excluded.at
      """;

  private final String projection;

  public FillingTable(String projection) {
    this.projection = projection;
  }

  /**
   * How far a part is.
   *
   * @param offset everything before it is applied
   * @param end the offset after the last record that there is
   */
  public record Spot(long offset, long end) {}

  /** Says where parts are now. */
  public void move(Connection connection, Map<Part, Spot> spots) throws SQLException {
    List<Map.Entry<Part, Spot>> sorted = new ArrayList<>(new TreeMap<>(spots).entrySet());
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setString(1, projection);
      new Columns<>(statement, 2, sorted)
          .add("text", e -> e.getKey().topic())
          .add("int4", e -> e.getKey().part())
          .addLongs(e -> e.getValue().offset())
          .addLongs(e -> e.getValue().end());
      statement.executeUpdate();
    }
  }
}
