package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The heads that a plan makes or moves. New ones may turn out to be another transaction's. */
final class HeadRows {
  private HeadRows() {}

  /** Heads that are not there yet, if nobody else has made them by now. */
  static void insert(Pipeline pipeline, Overlay overlay, BatchWriter.Lost lost) {
    List<KeyEntry> keys = newKeys(overlay);
    if (!keys.isEmpty()) {
      keys.forEach(k -> lost.keys().add(k.key));
      pipeline.rows(
          BatchSql.NEW_KEYS,
          row -> lost.keys().remove(row.getObject(1, UUID.class)),
          Columns.uuids(keys, k -> k.key),
          Columns.uuids(keys, k -> k.tenant),
          Columns.longs(keys, k -> k.seq),
          Columns.bytes(keys, k -> k.hash),
          Columns.longs(keys, k -> k.recordedAt));
    }
    List<StreamEntry> streams = newStreams(overlay);
    if (!streams.isEmpty()) {
      streams.forEach(s -> lost.streams().add(s.id));
      pipeline.rows(
          BatchSql.NEW_STREAMS,
          row -> lost.streams().remove(row.getObject(1, UUID.class)),
          Columns.uuids(streams, s -> s.id),
          Columns.uuids(streams, s -> s.tenant),
          Columns.texts(streams, s -> kind(s).context()),
          Columns.texts(streams, s -> kind(s).name()),
          Columns.uuids(streams, s -> s.partitionKey),
          Columns.ints(streams, s -> s.version),
          Columns.longs(streams, s -> s.firstAt),
          Columns.longs(streams, s -> s.recordedAt));
    }
  }

  /** The same by {@code COPY}; a head that somebody else has made is an error. */
  static void copy(Connection connection, Overlay overlay) throws SQLException {
    List<KeyEntry> keys = newKeys(overlay);
    if (!keys.isEmpty()) {
      BulkRows.keys(connection, keys);
    }
    List<StreamEntry> streams = newStreams(overlay);
    if (!streams.isEmpty()) {
      BulkRows.streams(connection, streams);
    }
  }

  /** Heads that are there and locked. */
  static void move(Pipeline pipeline, Overlay overlay) {
    List<KeyEntry> keys = overlay.changedKeys().stream().filter(k -> k.head != null).toList();
    if (!keys.isEmpty()) {
      pipeline.count(
          BatchSql.KEYS,
          UnexpectedCount.check("partition heads moved", keys.size()),
          Columns.uuids(keys, k -> k.key),
          Columns.longs(keys, k -> k.seq),
          Columns.bytes(keys, k -> k.hash),
          Columns.longs(keys, k -> k.recordedAt));
    }
    List<StreamEntry> streams =
        overlay.changedStreams().stream().filter(s -> s.head != null).toList();
    if (!streams.isEmpty()) {
      pipeline.count(
          BatchSql.STREAMS,
          UnexpectedCount.check("stream heads moved", streams.size()),
          Columns.uuids(streams, s -> s.id),
          Columns.ints(streams, s -> s.version),
          Columns.longs(streams, s -> s.recordedAt));
    }
  }

  private static List<KeyEntry> newKeys(Overlay overlay) {
    return overlay.changedKeys().stream().filter(k -> k.head == null).toList();
  }

  private static List<StreamEntry> newStreams(Overlay overlay) {
    return overlay.changedStreams().stream().filter(s -> s.head == null).toList();
  }

  private static StreamKind<?, ?> kind(StreamEntry entry) {
    return Objects.requireNonNull(entry.kind);
  }
}
