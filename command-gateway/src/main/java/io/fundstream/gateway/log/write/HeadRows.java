package io.fundstream.gateway.log.write;

import io.fundstream.gateway.log.decide.Overlay;
import io.fundstream.gateway.log.head.Head;
import io.fundstream.gateway.log.head.KeyHead;
import io.fundstream.gateway.log.head.StreamHead;
import io.fundstream.gateway.log.sql.ArrayParameters;
import io.fundstream.gateway.log.sql.UnexpectedCount;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The heads that a plan makes or moves. New ones may turn out to be another transaction's. */
final class HeadRows {
  private HeadRows() {}

  /** Heads that are not there yet, if nobody else has made them by now. */
  static void insert(Statements statements, Overlay overlay, BatchWriter.Lost lost) {
    List<Head> heads = overlay.newHeads();
    if (!heads.isEmpty()) {
      heads.forEach(h -> lost.ids().add(h.id()));
      statements.rows(
          BatchSql.NEW_HEADS,
          row -> lost.ids().remove(row.getObject(1, UUID.class)),
          columns(heads));
    }
  }

  /** The same by {@code COPY}; a head that somebody else has made is an error. */
  static void copy(Connection connection, Overlay overlay) throws SQLException {
    List<Head> heads = overlay.newHeads();
    if (!heads.isEmpty()) {
      CopyWriter.heads(connection, heads);
    }
  }

  /** Heads that are there and locked. */
  static void move(Statements statements, Overlay overlay) {
    List<Head> heads = overlay.movedHeads();
    if (!heads.isEmpty()) {
      statements.count(
          BatchSql.HEADS, UnexpectedCount.check("heads moved", heads.size()), columns(heads));
    }
  }

  private static Statements.Binding columns(List<Head> heads) {
    return ArrayParameters.binding(
        ArrayParameters.uuids(heads, Head::id),
        ArrayParameters.uuids(heads, Head::tenant),
        ofStream(heads, StreamHead::context).toArray(String[]::new),
        ofStream(heads, StreamHead::kind).toArray(String[]::new),
        ofStream(heads, StreamHead::partitionKey).toArray(UUID[]::new),
        ofStream(heads, s -> (long) s.version()).toArray(Long[]::new),
        ofStream(heads, StreamHead::firstAt).toArray(Long[]::new),
        ofStream(heads, StreamHead::recordedAt).toArray(Long[]::new),
        ofKey(heads, KeyHead::seq).toArray(Long[]::new),
        ofKey(heads, KeyHead::hash).toArray(byte[][]::new),
        ofKey(heads, KeyHead::recordedAt).toArray(Long[]::new));
  }

  private static <T> Stream<@Nullable T> ofStream(
      List<Head> heads, Function<StreamHead, T> column) {
    return heads.stream()
        .map(head -> {
          StreamHead stream = head.stream();
          return stream == null ? null : column.apply(stream);
        });
  }

  private static <T> Stream<@Nullable T> ofKey(List<Head> heads, Function<KeyHead, T> column) {
    return heads.stream()
        .map(head -> {
          KeyHead key = head.key();
          return key == null ? null : column.apply(key);
        });
  }
}
