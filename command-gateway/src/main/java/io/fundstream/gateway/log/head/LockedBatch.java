package io.fundstream.gateway.log.head;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.sql.HeadersJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the first round trip of a transaction found; filled by {@link BatchLocks} alone. */
public final class LockedBatch {
  long clock;

  String transactionId = "";

  final Set<IdempotencyKey.Slot> heldSlots = new HashSet<>();
  final Map<IdempotencyKey.Slot, RememberedAnswer> remembered = new HashMap<>();

  boolean expired;

  final Map<UUID, Head> heads = new HashMap<>();
  private final Set<UUID> busyIds = new HashSet<>();

  /** The server's clock, microseconds since 1970 UTC. */
  public long clock() {
    return clock;
  }

  /** The transaction's id, to ask later what became of it. */
  public String transactionId() {
    return transactionId;
  }

  /** The idempotency keys that this transaction holds. */
  public Set<IdempotencyKey.Slot> heldSlots() {
    return heldSlots;
  }

  public Map<IdempotencyKey.Slot, RememberedAnswer> remembered() {
    return remembered;
  }

  /** Whether an answer that is no longer remembered is still there, to be written over. */
  public boolean expired() {
    return expired;
  }

  /** The heads that are there, by id. */
  public Map<UUID, Head> heads() {
    return heads;
  }

  /** Whether another transaction holds a head that the intent needs. */
  public boolean busy(Intent intent) {
    return busyIds.contains(intent.partitionKey())
        || intent.writes().stream().map(StreamRef::id).anyMatch(busyIds::contains)
        || intent.reads().stream().map(StreamRef::id).anyMatch(busyIds::contains);
  }

  void addRemembered(ResultSet row) throws SQLException {
    if (!row.getBoolean(8)) {
      expired = true;
      return;
    }
    IdempotencyKey.Slot slot =
        new IdempotencyKey.Slot(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
    Answer answer = new Answer(row.getInt(5), HeadersJson.read(row.getString(6)), row.getBytes(7));
    remembered.put(slot, new RememberedAnswer(row.getBytes(4), answer));
  }

  void addHead(ResultSet row) throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    if (row.getBoolean(2)) {
      heads.put(id, new Head(id, row.getObject(3, UUID.class), stream(row), key(row)));
    } else {
      busyIds.add(id);
    }
  }

  private static @Nullable StreamHead stream(ResultSet row) throws SQLException {
    String context = row.getString(4);
    return context == null
        ? null
        : new StreamHead(
            context,
            row.getString(5),
            row.getObject(6, UUID.class),
            row.getInt(7),
            row.getLong(8),
            row.getLong(9));
  }

  private static @Nullable KeyHead key(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes(11);
    return hash == null ? null : new KeyHead(row.getLong(10), hash, row.getLong(12));
  }
}
