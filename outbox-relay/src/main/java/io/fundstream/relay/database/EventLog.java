package io.fundstream.relay.database;

import io.fundstream.relay.plan.EventRow;
import io.fundstream.relay.plan.Head;
import io.fundstream.relay.schema.StoredSchema;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the event log that do not come through the stream. */
public final class EventLog {
  private static final int FETCH = 1_000;

  private static final String COLUMNS =
      "e.event_id::text, e.tenant::text, e.context, e.stream_id::text, e.version, e.partition_key,"
          + " e.seq, e.event_type, e.payload, e.metadata, e.effective_on, e.recorded_at, e.hash";

  private EventLog() {}

  /** Takes what a query yields, row by row. */
  @FunctionalInterface
  public interface RowVisitor<T> {
    void accept(T row) throws SQLException;
  }

  /**
   * A key and the last event that the database has of it.
   *
   * @param head the head; its seq is at least 1
   */
  public record KeyHead(UUID key, Head head) {}

  /** A key and after which of its events to read; null: from the first. */
  public record After(UUID key, @Nullable Head head) {}

  /** Every stored schema. */
  public static List<StoredSchema> schemas(Connection session) throws SQLException {
    List<StoredSchema> schemas = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery("select fingerprint, json from event_store.event_schema")) {
      while (rows.next()) {
        schemas.add(
            new StoredSchema(ByteBuffer.wrap(rows.getBytes(1)).getLong(), rows.getString(2)));
      }
    }
    return schemas;
  }

  /** Visits every key's head; keys without events are left out. Needs an open transaction. */
  public static void heads(Connection transaction, RowVisitor<KeyHead> visitor)
      throws SQLException {
    String sql =
        "select partition_key, seq, hash, recorded_at from event_store.partition_head where seq > 0";
    try (PreparedStatement select = transaction.prepareStatement(sql)) {
      select.setFetchSize(FETCH * 10);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          UUID key = rows.getObject(1, UUID.class);
          Head head =
              new Head(
                  rows.getLong(2),
                  rows.getBytes(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant());
          visitor.accept(new KeyHead(key, head));
        }
      }
    }
  }

  /**
   * Visits the events of the keys after their heads, a key's in the order of {@code seq}; the event
   * at a head comes with them and is a duplicate. Needs an open transaction; memory stays bounded
   * by the fetch size.
   */
  public static void after(Connection transaction, List<After> keys, RowVisitor<EventRow> visitor)
      throws SQLException {
    String sql =
        "select "
            + COLUMNS
            + " from unnest(?::uuid[], ?::bigint[], ?::timestamptz[])"
            + " as k (partition_key, seq, recorded_at), lateral (select * from event_store.event_log l"
            + " where l.partition_key = k.partition_key and l.seq >= k.seq"
            + " and l.recorded_at >= k.recorded_at) e"
            + " order by e.partition_key, e.seq";
    try (PreparedStatement select = transaction.prepareStatement(sql)) {
      bind(select, keys);
      visit(select, visitor);
    }
  }

  /** Takes a key and the hash of its event at the head. */
  @FunctionalInterface
  public interface HashVisitor {
    void accept(UUID key, byte[] hash);
  }

  /** Visits the hashes that the database has at the keys' heads. Needs an open transaction. */
  public static void hashes(Connection transaction, List<After> keys, HashVisitor visitor)
      throws SQLException {
    String sql =
        "select l.partition_key, l.hash from unnest(?::uuid[], ?::bigint[], ?::timestamptz[])"
            + " as k (partition_key, seq, recorded_at) join event_store.event_log l"
            + " on l.partition_key = k.partition_key and l.seq = k.seq"
            + " and l.recorded_at = k.recorded_at";
    try (PreparedStatement select = transaction.prepareStatement(sql)) {
      bind(select, keys);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          visitor.accept(rows.getObject(1, UUID.class), rows.getBytes(2));
        }
      }
    }
  }

  /** The events of a key from one {@code seq} to another, in order. */
  public static List<EventRow> between(
      Connection session, UUID key, @Nullable Head after, long from, long to) throws SQLException {
    String sql =
        "select "
            + COLUMNS
            + " from event_store.event_log e where e.partition_key = ?"
            + " and e.seq between ? and ? and e.recorded_at >= ? order by e.seq";
    List<EventRow> rows = new ArrayList<>();
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setObject(1, key);
      select.setLong(2, from);
      select.setLong(3, to);
      select.setObject(4, OffsetDateTime.parse(since(new After(key, after))));
      visit(select, rows::add);
    }
    return rows;
  }

  private static void bind(PreparedStatement select, List<After> keys) throws SQLException {
    Connection session = select.getConnection();
    select.setArray(1, session.createArrayOf("uuid", keys.stream().map(After::key).toArray()));
    select.setArray(2, session.createArrayOf("bigint", keys.stream().map(EventLog::seq).toArray()));
    select.setArray(
        3, session.createArrayOf("timestamptz", keys.stream().map(EventLog::since).toArray()));
  }

  private static void visit(PreparedStatement select, RowVisitor<EventRow> visitor)
      throws SQLException {
    select.setFetchSize(FETCH);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        visitor.accept(row(rows));
      }
    }
  }

  private static EventRow row(ResultSet row) throws SQLException {
    return new EventRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        row.getObject(6, UUID.class),
        row.getLong(7),
        row.getString(8),
        row.getBytes(9),
        row.getBytes(10),
        row.getObject(11, LocalDate.class),
        row.getObject(12, OffsetDateTime.class).toInstant(),
        row.getBytes(13));
  }

  private static long seq(After key) {
    return key.head() == null ? 1 : key.head().seq();
  }

  /** The lower bound that prunes the log's partitions. */
  private static String since(After key) {
    return (key.head() == null ? java.time.Instant.EPOCH : key.head().recordedAt())
        .atOffset(ZoneOffset.UTC)
        .toString();
  }
}
