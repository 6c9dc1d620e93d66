package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.StreamRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the first round trip of a transaction found; filled by {@link Opening} alone. */
final class Opened {
  /** The server's clock, microseconds since 1970 UTC. */
  long clock;

  /** The transaction's id, to ask later what became of it. */
  String transactionId = "";

  final Set<IdempotencyKey.Slot> heldSlots = new HashSet<>();
  final Map<IdempotencyKey.Slot, Remembered> remembered = new HashMap<>();

  /** Whether an answer that is no longer remembered is still there, to be written over. */
  boolean expired;

  final Map<UUID, KeyHead> keys = new HashMap<>();
  final Map<UUID, StreamHead> streams = new HashMap<>();
  private final Set<UUID> busyKeys = new HashSet<>();
  private final Set<UUID> busyStreams = new HashSet<>();

  /** Whether another transaction holds a head that the intent needs. */
  boolean busy(Intent intent) {
    return busyKeys.contains(intent.partitionKey())
        || intent.writes().stream().map(StreamRef::id).anyMatch(busyStreams::contains)
        || intent.reads().stream().map(StreamRef::id).anyMatch(busyStreams::contains);
  }

  void remembered(ResultSet row) throws SQLException {
    if (!row.getBoolean(8)) {
      expired = true;
      return;
    }
    IdempotencyKey.Slot slot =
        new IdempotencyKey.Slot(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
    Answer answer = new Answer(row.getInt(5), HeadersJson.read(row.getString(6)), row.getBytes(7));
    remembered.put(slot, new Remembered(row.getBytes(4), answer));
  }

  void keyHead(ResultSet row) throws SQLException {
    UUID key = row.getObject(1, UUID.class);
    if (!row.getBoolean(2)) {
      busyKeys.add(key);
      return;
    }
    UUID tenant = row.getObject(3, UUID.class);
    keys.put(key, new KeyHead(key, tenant, row.getLong(4), row.getBytes(5), row.getLong(6)));
  }

  void streamHead(ResultSet row) throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    if (!row.getBoolean(2)) {
      busyStreams.add(id);
      return;
    }
    streams.put(
        id,
        new StreamHead(
            id,
            row.getObject(3, UUID.class),
            row.getString(4),
            row.getString(5),
            row.getObject(6, UUID.class),
            row.getInt(7),
            row.getLong(8),
            row.getLong(9)));
  }
}
