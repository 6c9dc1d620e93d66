package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.RawRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The parked records of one key, in order: read, put back with what is known now, taken out. */
final class ParkedQueue {
  private static final String COLUMNS =
      "select topic, part, \"offset\", key, record, headers from read_model.parked";

  private static final String READ =
      COLUMNS
          + """

          where projection = ? and partition_key = ? order by seq nulls first, topic, part, "offset" limit ?
          """;

  private static final String READ_ONE =
      COLUMNS
          + """

          where projection = ? and topic = ? and part = ? and "offset" = ?
          """;

  private static final String KEEP =
      """
      update read_model.parked k set reason = t.reason, stack_digest = t.stack_digest, poison = t.poison
      from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::boolean[])
        t (topic, part, "offset", reason, stack_digest, poison)
      where k.projection = ? and k.topic = t.topic and k.part = t.part and k."offset" = t."offset"
        and (k.reason, k.stack_digest, k.poison) is distinct from (t.reason, t.stack_digest, t.poison)
      """;

  private static final String REMOVE =
      """
      delete from read_model.parked k using unnest(?::text[], ?::int[], ?::bigint[]) t (topic, part, "offset")
      where k.projection = ? and k.topic = t.topic and k.part = t.part and k."offset" = t."offset"
      """;

  private final String projection;

  ParkedQueue(String projection) {
    this.projection = projection;
  }

  /**
   * The first records of the wish's key. Records whose key cannot be read have nothing to do with
   * each other: then it is the wish's own record alone.
   */
  List<RawRecord> read(Connection connection, Wish wish, int limit) throws SQLException {
    boolean keyless = wish.key().equals(Arrival.NIL_KEY);
    try (PreparedStatement statement = connection.prepareStatement(keyless ? READ_ONE : READ)) {
      statement.setString(1, projection);
      if (keyless) {
        statement.setString(2, wish.topic());
        statement.setInt(3, wish.part());
        statement.setLong(4, wish.offset());
      } else {
        statement.setObject(2, wish.key());
        statement.setInt(3, limit);
      }
      return records(statement);
    }
  }

  private static List<RawRecord> records(PreparedStatement statement) throws SQLException {
    List<RawRecord> records = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        records.add(
            new RawRecord(
                rows.getString(1),
                rows.getInt(2),
                rows.getLong(3),
                rows.getBytes(4),
                rows.getBytes(5),
                HeadersJson.read(rows.getString(6))));
      }
    }
    return records;
  }

  /** Leaves records parked, with the reason of now. */
  void keep(Connection connection, List<Parking> parkings) throws SQLException {
    if (parkings.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      new Columns<>(statement, 1, parkings)
          .add("text", p -> p.raw().topic())
          .add("int4", p -> p.raw().part())
          .addLongs(p -> p.raw().offset())
          .add("text", Parking::reason)
          .add("text", p -> p.flaw() == null ? null : p.flaw().stackDigest())
          .add("bool", Parking::poison);
      statement.setString(7, projection);
      statement.executeUpdate();
    }
  }

  void remove(Connection connection, List<RawRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      new Columns<>(statement, 1, records)
          .add("text", RawRecord::topic)
          .add("int4", RawRecord::part)
          .addLongs(RawRecord::offset);
      statement.setString(4, projection);
      statement.executeUpdate();
    }
  }
}
