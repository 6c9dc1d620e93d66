package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The heads that a plan makes or moves. New ones may turn out to be another transaction's. */
final class HeadRows {
  private HeadRows() {}

  static void write(Pipeline pipeline, Overlay overlay, BatchWriter.Lost lost) {
    List<KeyEntry> newKeys = overlay.changedKeys().stream().filter(k -> k.head == null).toList();
    if (!newKeys.isEmpty()) {
      newKeys.forEach(k -> lost.keys().add(k.key));
      pipeline.rows(
          BatchSql.NEW_KEYS,
          row -> lost.keys().remove(row.getObject(1, UUID.class)),
          Columns.uuids(newKeys, k -> k.key),
          Columns.uuids(newKeys, k -> k.tenant),
          Columns.longs(newKeys, k -> k.seq),
          Columns.bytes(newKeys, k -> k.hash),
          Columns.longs(newKeys, k -> k.recordedAt));
    }
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
    streamHeads(pipeline, overlay, lost);
  }

  private static void streamHeads(Pipeline pipeline, Overlay overlay, BatchWriter.Lost lost) {
    List<StreamEntry> fresh =
        overlay.changedStreams().stream().filter(s -> s.head == null).toList();
    if (!fresh.isEmpty()) {
      fresh.forEach(s -> lost.streams().add(s.id));
      pipeline.rows(
          BatchSql.NEW_STREAMS,
          row -> lost.streams().remove(row.getObject(1, UUID.class)),
          Columns.uuids(fresh, s -> s.id),
          Columns.uuids(fresh, s -> s.tenant),
          Columns.texts(fresh, s -> kind(s).context()),
          Columns.texts(fresh, s -> kind(s).name()),
          Columns.uuids(fresh, s -> s.partitionKey),
          Columns.ints(fresh, s -> s.version),
          Columns.longs(fresh, s -> s.firstAt),
          Columns.longs(fresh, s -> s.recordedAt));
    }
    List<StreamEntry> moved =
        overlay.changedStreams().stream().filter(s -> s.head != null).toList();
    if (!moved.isEmpty()) {
      pipeline.count(
          BatchSql.STREAMS,
          UnexpectedCount.check("stream heads moved", moved.size()),
          Columns.uuids(moved, s -> s.id),
          Columns.ints(moved, s -> s.version),
          Columns.longs(moved, s -> s.recordedAt));
    }
  }

  private static StreamKind<?, ?> kind(StreamEntry entry) {
    return Objects.requireNonNull(entry.kind);
  }
}
