package io.fundstream.gateway.log.head;

import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.queue.Pending;
import io.fundstream.gateway.log.sql.ArrayParameters;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The first round trip of a transaction: the time, the locks and the remembered answers of
 * everything its commands name. Nothing here waits for another transaction: what is locked
 * elsewhere is reported as busy.
 */
public final class BatchLocks {
  private static final String CLOCK =
      """
      select (extract(epoch from clock_timestamp()) * 1000000)::bigint, pg_current_xact_id()::text\
      """;

  private static final String TRY_KEYS =
      """
      select o, pg_try_advisory_xact_lock(k) from unnest(?::bigint[]) with ordinality as u(k, o)\
      """;

  /** Read after the locks, by a later snapshot: who held a lock before has committed by now. */
  private static final String REMEMBERED =
      """
      select i.tenant, i.principal, i.idempotency_key, i.request_hash, i.status, i.headers::text, i.body,
             i.expires_at > clock_timestamp()
        from unnest(?::uuid[], ?::text[], ?::text[]) as u(tenant, principal, idempotency_key)
        join event_store.idempotency i using (tenant, principal, idempotency_key)\
      """;

  /** A head that the plain read finds and the locking one does not is locked elsewhere. */
  private static final String HEADS =
      """
      with locked as materialized (
        select * from event_store.head where id = any(?) order by id for %s skip locked)
      select h.id, l.id is not null, l.tenant, l.context, l.kind, l.partition_key, l.version,
             (extract(epoch from l.first_at) * 1000000)::bigint,
             (extract(epoch from l.stream_recorded_at) * 1000000)::bigint,
             l.seq, l.hash, (extract(epoch from l.key_recorded_at) * 1000000)::bigint
        from event_store.head h left join locked l using (id)
       where h.id = any(?)\
      """;

  private static final String WRITTEN_HEADS = HEADS.formatted("no key update");
  private static final String READ_HEADS = HEADS.formatted("share");

  private BatchLocks() {}

  public static LockedBatch take(Connection connection, Collection<Pending> batch)
      throws SQLException {
    LockedBatch locked = new LockedBatch();
    Statements statements =
        new Statements()
            .rows(
                CLOCK,
                row -> {
                  locked.clock = row.getLong(1);
                  locked.transactionId = row.getString(2);
                },
                Statements.Binding.NONE);
    askKeys(statements, locked, batch);
    lockHeads(statements, locked, batch);
    statements.run(connection);
    return locked;
  }

  private static void askKeys(
      Statements statements, LockedBatch locked, Collection<Pending> batch) {
    TreeMap<Long, Set<IdempotencyKey.Slot>> locks = new TreeMap<>();
    for (Pending pending : batch) {
      IdempotencyKey key = pending.submission().idempotency();
      if (key != null) {
        locks.computeIfAbsent(key.lockId(), _ -> new HashSet<>()).add(key.slot());
      }
    }
    if (locks.isEmpty()) {
      return;
    }
    List<Long> ids = List.copyOf(locks.keySet());
    List<IdempotencyKey.Slot> slots = locks.values().stream().flatMap(Set::stream).toList();
    statements.rows(
        TRY_KEYS,
        row -> {
          if (row.getBoolean(2)) {
            locked.heldSlots.addAll(
                Objects.requireNonNull(locks.get(ids.get((int) row.getLong(1) - 1))));
          }
        },
        ArrayParameters.binding(ids.stream().mapToLong(Long::longValue).toArray()));
    statements.rows(
        REMEMBERED,
        locked::addRemembered,
        ArrayParameters.binding(
            slots.stream().map(IdempotencyKey.Slot::tenant).toArray(UUID[]::new),
            slots.stream().map(IdempotencyKey.Slot::principal).toArray(String[]::new),
            slots.stream().map(IdempotencyKey.Slot::key).toArray(String[]::new)));
  }

  private static void lockHeads(
      Statements statements, LockedBatch locked, Collection<Pending> batch) {
    // The server sorts them before it locks.
    Set<UUID> written = new HashSet<>();
    Set<UUID> read = new HashSet<>();
    for (Pending pending : batch) {
      written.add(pending.intent().partitionKey());
      pending.intent().writes().stream().map(StreamRef::id).forEach(written::add);
      pending.intent().reads().stream().map(StreamRef::id).forEach(read::add);
    }
    read.removeAll(written);
    UUID[] writtenIds = written.toArray(UUID[]::new);
    UUID[] readIds = read.toArray(UUID[]::new);
    statements.rows(
        WRITTEN_HEADS, locked::addHead, ArrayParameters.binding(writtenIds, writtenIds));
    if (readIds.length > 0) {
      statements.rows(READ_HEADS, locked::addHead, ArrayParameters.binding(readIds, readIds));
    }
  }
}
