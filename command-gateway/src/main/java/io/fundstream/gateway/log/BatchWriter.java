package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.runtime.database.Statements;
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

/**
 * The second round trip: claims, heads, events, answers and snapshots of a plan, every count
 * checked. Rows go in sorted order, so that two gateways never wait for each other in a ring.
 */
final class BatchWriter {
  /** From how many events on new rows are copied: fewer are not worth the round trips. */
  static final int BULK = 64;

  private final Duration answersKept;
  private final int snapshotEvery;

  BatchWriter(Duration answersKept, int snapshotEvery) {
    this.answersKept = answersKept;
    this.snapshotEvery = snapshotEvery;
  }

  /** What another transaction had taken before; if anything, this one must be rolled back. */
  record Lost(Set<BatchPlan.ClaimId> claims, Set<UUID> ids) {
    boolean nothing() {
      return claims.isEmpty() && ids.isEmpty();
    }
  }

  /** Writes the plan and tells what could not be had. */
  Lost write(Connection connection, BatchPlan plan) throws SQLException {
    Lost lost = new Lost(new HashSet<>(plan.takes.keySet()), new HashSet<>());
    Statements statements = whatMayBeThere(plan, lost);
    HeadRows.insert(statements, plan.overlay, lost);
    events(statements, plan);
    answers(statements, plan.remember);
    statements.run(connection);
    return lost;
  }

  /**
   * The same, with {@code COPY} for what is new: two round trips a table, and half the server's
   * time.
   *
   * @throws SQLException with state 23505 if another transaction made a head meanwhile
   */
  Lost copy(Connection connection, BatchPlan plan, long clock) throws SQLException {
    Lost lost = new Lost(new HashSet<>(plan.takes.keySet()), new HashSet<>());
    whatMayBeThere(plan, lost).run(connection);
    if (lost.nothing()) {
      HeadRows.copy(connection, plan.overlay);
      BulkRows.events(connection, plan);
      if (!plan.remember.isEmpty()) {
        BulkRows.answers(connection, plan.remember, clock, answersKept);
      }
    }
    return lost;
  }

  private Statements whatMayBeThere(BatchPlan plan, Lost lost) {
    Statements statements = new Statements();
    claims(statements, plan, lost);
    HeadRows.move(statements, plan.overlay);
    snapshots(statements, plan.overlay.changedStreams());
    return statements;
  }

  private static void claims(Statements statements, BatchPlan plan, Lost lost) {
    if (!plan.releases.isEmpty()) {
      List<BatchPlan.ClaimId> ids = sorted(plan.releases.keySet());
      statements.count(
          BatchSql.RELEASE,
          UnexpectedCount.check("claims released", ids.size()),
          Columns.binding(
              Columns.uuids(ids, BatchPlan.ClaimId::tenant),
              Columns.texts(ids, BatchPlan.ClaimId::scope),
              Columns.texts(ids, BatchPlan.ClaimId::value),
              Columns.uuids(ids, id -> Objects.requireNonNull(plan.releases.get(id)).holder())));
    }
    if (!plan.takes.isEmpty()) {
      List<BatchPlan.ClaimId> ids = sorted(plan.takes.keySet());
      Function<BatchPlan.ClaimId, Claim> claim =
          id -> Objects.requireNonNull(plan.takes.get(id)).claim();
      statements.rows(
          BatchSql.TAKE,
          row ->
              lost.claims.remove(
                  new BatchPlan.ClaimId(
                      row.getObject(1, UUID.class), row.getString(2), row.getString(3))),
          Columns.binding(
              Columns.uuids(ids, BatchPlan.ClaimId::tenant),
              Columns.texts(ids, BatchPlan.ClaimId::scope),
              Columns.texts(ids, BatchPlan.ClaimId::value),
              Columns.uuids(ids, id -> claim.apply(id).holder())));
    }
  }

  private static void events(Statements statements, BatchPlan plan) {
    List<EventRow> rows = plan.rows;
    if (rows.isEmpty()) {
      return;
    }
    statements.count(
        BatchSql.EVENTS,
        UnexpectedCount.check("events", rows.size()),
        Columns.binding(
            Columns.uuids(rows, EventRow::eventId),
            Columns.uuids(rows, EventRow::tenant),
            Columns.texts(rows, EventRow::context),
            Columns.uuids(rows, EventRow::streamId),
            Columns.ints(rows, EventRow::version),
            Columns.uuids(rows, EventRow::partitionKey),
            Columns.longs(rows, EventRow::seq),
            Columns.texts(rows, EventRow::type),
            Columns.bytes(rows, EventRow::payload),
            Columns.bytes(rows, EventRow::metadata),
            Columns.ints(rows, row -> Math.toIntExact(row.effectiveOn().toEpochDay())),
            Columns.longs(rows, EventRow::recordedAt),
            plan.hashes.toArray(byte[][]::new)));
  }

  private void answers(Statements statements, List<BatchPlan.Remember> unsorted) {
    if (unsorted.isEmpty()) {
      return;
    }
    List<BatchPlan.Remember> answers =
        unsorted.stream().sorted(Comparator.comparing(r -> r.key().key())).toList();
    statements.count(
        BatchSql.ANSWERS,
        UnexpectedCount.check("answers remembered", answers.size()),
        Columns.binding(
            Columns.uuids(answers, r -> r.key().tenant()),
            Columns.texts(answers, r -> r.key().principal()),
            Columns.texts(answers, r -> r.key().key()),
            Columns.bytes(answers, r -> r.key().requestHash()),
            Columns.ints(answers, r -> r.answer().status()),
            Columns.texts(answers, r -> HeadersJson.write(r.answer().headers())),
            Columns.bytes(answers, r -> r.answer().body()),
            Columns.longs(answers, _ -> answersKept.toSeconds())));
  }

  private void snapshots(Statements statements, Collection<StreamEntry> changed) {
    List<StreamEntry> due =
        changed.stream()
            .filter(s -> s.version / snapshotEvery > s.storedVersion() / snapshotEvery)
            .toList();
    if (due.isEmpty()) {
      return;
    }
    statements.count(
        BatchSql.SNAPSHOTS,
        UnexpectedCount.check("snapshots", due.size()),
        Columns.binding(
            Columns.uuids(due, s -> s.id.id),
            Columns.ints(due, s -> s.version),
            Columns.ints(due, s -> kind(s).states().codeVersion()),
            Columns.bytes(due, s -> Folding.write(kind(s), Objects.requireNonNull(s.state))),
            Columns.longs(due, s -> s.recordedAt)));
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
}
