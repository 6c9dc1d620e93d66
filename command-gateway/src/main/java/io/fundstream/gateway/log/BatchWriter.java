package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.StreamKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The second round trip: claims, heads, events, answers and snapshots of a plan, every count
 * checked. Rows go in sorted order, so that two gateways never wait for each other in a ring.
 */
final class BatchWriter {
  private final Duration answersKept;
  private final int snapshotEvery;

  BatchWriter(Duration answersKept, int snapshotEvery) {
    this.answersKept = answersKept;
    this.snapshotEvery = snapshotEvery;
  }

  /** What another transaction had taken before; if anything, this one must be rolled back. */
  record Lost(Set<BatchPlan.ClaimId> claims, Set<UUID> keys, Set<UUID> streams) {
    boolean nothing() {
      return claims.isEmpty() && keys.isEmpty() && streams.isEmpty();
    }
  }

  /** Writes the plan and tells what could not be had. */
  Lost write(Connection connection, BatchPlan plan) throws SQLException {
    Lost lost = new Lost(new HashSet<>(plan.takes.keySet()), new HashSet<>(), new HashSet<>());
    Pipeline pipeline = new Pipeline();
    claims(pipeline, plan, lost);
    heads(pipeline, plan.overlay, lost);
    events(pipeline, plan);
    answers(pipeline, plan.remember);
    snapshots(pipeline, plan.overlay.changedStreams());
    if (!pipeline.isEmpty()) {
      pipeline.run(connection);
    }
    return lost;
  }

  private static void claims(Pipeline pipeline, BatchPlan plan, Lost lost) {
    if (!plan.releases.isEmpty()) {
      List<BatchPlan.ClaimId> ids = sorted(plan.releases.keySet());
      pipeline.count(
          BatchSql.RELEASE,
          expect("claims released", ids.size()),
          uuids(ids, BatchPlan.ClaimId::tenant),
          texts(ids, BatchPlan.ClaimId::scope),
          texts(ids, BatchPlan.ClaimId::value),
          uuids(ids, id -> Objects.requireNonNull(plan.releases.get(id)).holder()));
    }
    if (!plan.takes.isEmpty()) {
      List<BatchPlan.ClaimId> ids = sorted(plan.takes.keySet());
      Function<BatchPlan.ClaimId, Claim> claim =
          id -> Objects.requireNonNull(plan.takes.get(id)).claim();
      pipeline.rows(
          BatchSql.TAKE,
          row ->
              lost.claims.remove(
                  new BatchPlan.ClaimId(
                      row.getObject(1, UUID.class), row.getString(2), row.getString(3))),
          uuids(ids, BatchPlan.ClaimId::tenant),
          texts(ids, BatchPlan.ClaimId::scope),
          texts(ids, BatchPlan.ClaimId::value),
          uuids(ids, id -> claim.apply(id).holder()));
    }
  }

  private static void heads(Pipeline pipeline, Overlay overlay, Lost lost) {
    List<KeyEntry> newKeys = overlay.changedKeys().stream().filter(k -> k.head == null).toList();
    if (!newKeys.isEmpty()) {
      newKeys.forEach(k -> lost.keys.add(k.key));
      pipeline.rows(
          BatchSql.NEW_KEYS,
          row -> lost.keys.remove(row.getObject(1, UUID.class)),
          uuids(newKeys, k -> k.key),
          uuids(newKeys, k -> k.tenant),
          longs(newKeys, k -> k.seq),
          bytes(newKeys, k -> k.hash),
          longs(newKeys, k -> k.recordedAt));
    }
    List<KeyEntry> keys = overlay.changedKeys().stream().filter(k -> k.head != null).toList();
    if (!keys.isEmpty()) {
      pipeline.count(
          BatchSql.KEYS,
          expect("partition heads moved", keys.size()),
          uuids(keys, k -> k.key),
          longs(keys, k -> k.seq),
          bytes(keys, k -> k.hash),
          longs(keys, k -> k.recordedAt));
    }
    streamHeads(pipeline, overlay, lost);
  }

  private static void streamHeads(Pipeline pipeline, Overlay overlay, Lost lost) {
    List<StreamEntry> fresh =
        overlay.changedStreams().stream().filter(s -> s.head == null).toList();
    if (!fresh.isEmpty()) {
      fresh.forEach(s -> lost.streams.add(s.id));
      pipeline.rows(
          BatchSql.NEW_STREAMS,
          row -> lost.streams.remove(row.getObject(1, UUID.class)),
          uuids(fresh, s -> s.id),
          uuids(fresh, s -> s.tenant),
          texts(fresh, s -> kind(s).context()),
          texts(fresh, s -> kind(s).name()),
          uuids(fresh, s -> s.partitionKey),
          ints(fresh, s -> s.version),
          longs(fresh, s -> s.firstAt),
          longs(fresh, s -> s.recordedAt));
    }
    List<StreamEntry> moved =
        overlay.changedStreams().stream().filter(s -> s.head != null).toList();
    if (!moved.isEmpty()) {
      pipeline.count(
          BatchSql.STREAMS,
          expect("stream heads moved", moved.size()),
          uuids(moved, s -> s.id),
          ints(moved, s -> s.version),
          longs(moved, s -> s.recordedAt));
    }
  }

  private static void events(Pipeline pipeline, BatchPlan plan) {
    List<EventRow> rows = plan.rows;
    if (rows.isEmpty()) {
      return;
    }
    pipeline.count(
        BatchSql.EVENTS,
        expect("events", rows.size()),
        uuids(rows, EventRow::eventId),
        uuids(rows, EventRow::tenant),
        texts(rows, EventRow::context),
        uuids(rows, EventRow::streamId),
        ints(rows, EventRow::version),
        uuids(rows, EventRow::partitionKey),
        longs(rows, EventRow::seq),
        texts(rows, EventRow::type),
        bytes(rows, EventRow::payload),
        bytes(rows, EventRow::metadata),
        ints(rows, row -> Math.toIntExact(row.effectiveOn().toEpochDay())),
        longs(rows, EventRow::recordedAt),
        plan.hashes.toArray(byte[][]::new));
  }

  private void answers(Pipeline pipeline, List<BatchPlan.Remember> unsorted) {
    if (unsorted.isEmpty()) {
      return;
    }
    List<BatchPlan.Remember> answers =
        unsorted.stream().sorted(Comparator.comparing(r -> r.key().key())).toList();
    pipeline.count(
        BatchSql.ANSWERS,
        expect("answers remembered", answers.size()),
        uuids(answers, r -> r.key().tenant()),
        texts(answers, r -> r.key().principal()),
        texts(answers, r -> r.key().key()),
        bytes(answers, r -> r.key().requestHash()),
        ints(answers, r -> r.answer().status()),
        texts(answers, r -> HeadersJson.write(r.answer().headers())),
        bytes(answers, r -> r.answer().body()),
        longs(answers, _ -> answersKept.toSeconds()));
  }

  private void snapshots(Pipeline pipeline, Collection<StreamEntry> changed) {
    List<StreamEntry> due =
        changed.stream()
            .filter(s -> s.version / snapshotEvery > s.storedVersion() / snapshotEvery)
            .toList();
    if (due.isEmpty()) {
      return;
    }
    pipeline.count(
        BatchSql.SNAPSHOTS,
        expect("snapshots", due.size()),
        uuids(due, s -> s.id),
        ints(due, s -> s.version),
        ints(due, s -> kind(s).states().codeVersion()),
        bytes(due, s -> Folding.write(kind(s), Objects.requireNonNull(s.state))),
        longs(due, s -> s.recordedAt));
  }

  private static Pipeline.Count expect(String what, int expected) {
    return rows -> {
      if (rows != expected) {
        throw new UnexpectedCount(what, expected, rows);
      }
    };
  }

  private static StreamKind<?, ?> kind(StreamEntry entry) {
    return Objects.requireNonNull(entry.kind);
  }

  private static List<BatchPlan.ClaimId> sorted(Collection<BatchPlan.ClaimId> ids) {
    return ids.stream()
        .sorted(
            Comparator.comparing(BatchPlan.ClaimId::tenant)
                .thenComparing(BatchPlan.ClaimId::scope)
                .thenComparing(BatchPlan.ClaimId::value))
        .toList();
  }

  private static <T> UUID[] uuids(List<T> from, Function<T, UUID> column) {
    return from.stream().map(column).toArray(UUID[]::new);
  }

  private static <T> String[] texts(List<T> from, Function<T, String> column) {
    return from.stream().map(column).toArray(String[]::new);
  }

  private static <T> byte[][] bytes(List<T> from, Function<T, byte[]> column) {
    return from.stream().map(column).toArray(byte[][]::new);
  }

  private static <T> long[] longs(List<T> from, ToLongFunction<T> column) {
    return from.stream().mapToLong(column).toArray();
  }

  private static <T> int[] ints(List<T> from, ToIntFunction<T> column) {
    return from.stream().mapToInt(column).toArray();
  }
}
