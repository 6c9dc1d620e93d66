package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * In what a version being filled is behind the live one, key by key and part by part: offsets say
 * how far it has read, only progress says what it has applied.
 */
final class Behind {
  private static final String KEY =
      """
      select 'key ' || a.partition_key || ' is at ' || coalesce(b.seq, 0) || ' instead of ' || a.seq
      from read_model.progress a
      left join read_model.progress b on b.projection = ? and b.partition_key = a.partition_key
      where a.projection = ? and a.seq > coalesce(b.seq, 0) limit 1
      """;

  private static final String PART =
      """
      select a.topic || '-' || a.part || ' is at ' || coalesce(b."offset", 0) || ' instead of ' || a."offset"
      from read_model.applied a
      left join read_model.applied b on b.projection = ? and b.topic = a.topic and b.part = a.part
      left join read_model.filling f on f.projection = ? and f.topic = a.topic and f.part = a.part
      left join unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[]) e (topic, part, applied, "end")
        on e.topic = a.topic and e.part = a.part and e.applied = a."offset"
      where a.projection = ? and a."offset" > coalesce(b."offset", 0)
        and (e."end" is null or e."end" > coalesce(f."offset", 0)) limit 1
      """;

  private static final String PARTS =
      """
      select a.topic, a.part, a."offset" from read_model.applied a
      left join read_model.applied b on b.projection = ? and b.topic = a.topic and b.part = a.part
      where a.projection = ? and a."offset" > coalesce(b."offset", 0)
      """;

  private static final String PARKED =
      """
      select 'key ' || k.partition_key || ' is parked at ' || coalesce(b.seq, 0) || ', ' || ? || ' is at ' || a.seq
      from read_model.parked k
      join read_model.progress a on a.projection = ? and a.partition_key = k.partition_key
      left join read_model.progress b on b.projection = k.projection and b.partition_key = k.partition_key
      where k.projection = ? and a.seq > coalesce(b.seq, 0) limit 1
      """;

  private static final String UNREAD =
      """
      select case when count(*) < ? then 'not all parts are read yet'
        when sum("end" - "offset") > ? then sum("end" - "offset") || ' events are unread' end
      from read_model.filling where projection = ?
      """;

  private Behind() {}

  /**
   * Something in which it is behind; empty if in nothing. A part that has been read to its end is
   * none, though the live version's offset be larger; what that has applied, its keys tell.
   */
  static Optional<String> of(Connection connection, Version filling, Version live, Ends ends)
      throws SQLException {
    Optional<String> key = key(connection, filling, live);
    return key.isPresent() ? key : part(connection, filling, live, ends);
  }

  /** The parts of which it has applied less than the live one, with the live one's offset. */
  static Map<Part, Long> parts(Connection connection, Version filling, Version live)
      throws SQLException {
    Map<Part, Long> parts = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
      statement.setString(1, filling.toString());
      statement.setString(2, live.toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          parts.put(new Part(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return parts;
  }

  /** A key in which it is behind until somebody retries or skips what is parked. */
  static Optional<String> parked(Connection connection, Version filling, Version live)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
      statement.setString(1, live.toString());
      statement.setString(2, live.toString());
      statement.setString(3, filling.toString());
      return text(statement);
    }
  }

  /**
   * A quick look at offsets, to be taken before the exact one.
   *
   * @param parts how many parts are read
   * @param most how many unread events still count as caught up
   */
  static Optional<String> unread(Connection connection, Version filling, int parts, long most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNREAD)) {
      statement.setInt(1, parts);
      statement.setLong(2, most);
      statement.setString(3, filling.toString());
      return text(statement);
    }
  }

  private static Optional<String> key(Connection connection, Version filling, Version live)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEY)) {
      statement.setString(1, filling.toString());
      statement.setString(2, live.toString());
      return text(statement);
    }
  }

  private static Optional<String> part(
      Connection connection, Version filling, Version live, Ends ends) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PART)) {
      statement.setString(1, filling.toString());
      statement.setString(2, filling.toString());
      ends.bind(statement, 3);
      statement.setString(7, live.toString());
      return text(statement);
    }
  }

  private static Optional<String> text(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }
}
