package io.fundstream.gateway.log.write;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.log.decide.AppendPlan;
import io.fundstream.gateway.log.decide.LogRow;
import io.fundstream.gateway.log.decide.StreamEntry;
import io.fundstream.gateway.log.sql.ArrayParameters;
import io.fundstream.gateway.log.sql.HeadersJson;
import io.fundstream.gateway.log.sql.UnexpectedCount;
import io.fundstream.gateway.log.state.CachedState;
import io.fundstream.gateway.log.state.Folding;
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
public final class BatchWriter {
  /** From how many events on new rows are copied: fewer are not worth the round trips. */
  public static final int BULK = 64;

  private final Duration answersKept;
  private final int snapshotEvery;

  public BatchWriter(Duration answersKept, int snapshotEvery) {
    this.answersKept = answersKept;
    this.snapshotEvery = snapshotEvery;
  }

  /** What another transaction had taken before; if anything, this one must be rolled back. */
  public record Lost(Set<AppendPlan.ClaimId> claims, Set<UUID> ids) {
    public boolean nothing() {
      return claims.isEmpty() && ids.isEmpty();
    }
  }

  /** Writes the plan and tells what could not be had. */
  public Lost write(Connection connection, AppendPlan plan) throws SQLException {
    Lost lost = new Lost(new HashSet<>(plan.takes().keySet()), new HashSet<>());
    Statements statements = whatMayBeThere(plan, lost);
    HeadRows.insert(statements, plan.overlay(), lost);
    events(statements, plan);
    answers(statements, plan.remember());
    statements.run(connection);
    return lost;
  }

  /**
   * The same, with {@code COPY} for what is new: two round trips a table, and half the server's
   * time.
   *
   * @throws SQLException with state 23505 if another transaction made a head meanwhile
   */
  public Lost copy(Connection connection, AppendPlan plan, long clock) throws SQLException {
    Lost lost = new Lost(new HashSet<>(plan.takes().keySet()), new HashSet<>());
    whatMayBeThere(plan, lost).run(connection);
    if (lost.nothing()) {
      HeadRows.copy(connection, plan.overlay());
      CopyWriter.events(connection, plan);
      if (!plan.remember().isEmpty()) {
        CopyWriter.answers(connection, plan.remember(), clock, answersKept);
      }
    }
    return lost;
  }

  private Statements whatMayBeThere(AppendPlan plan, Lost lost) {
    Statements statements = new Statements();
    claims(statements, plan, lost);
    HeadRows.move(statements, plan.overlay());
    snapshots(statements, plan.overlay().changedStreams());
    return statements;
  }

  private static void claims(Statements statements, AppendPlan plan, Lost lost) {
    if (!plan.releases().isEmpty()) {
      List<AppendPlan.ClaimId> ids = sorted(plan.releases().keySet());
      statements.count(
          BatchSql.RELEASE,
          UnexpectedCount.check("claims released", ids.size()),
          ArrayParameters.binding(
              ArrayParameters.uuids(ids, AppendPlan.ClaimId::tenant),
              ArrayParameters.texts(ids, AppendPlan.ClaimId::scope),
              ArrayParameters.texts(ids, AppendPlan.ClaimId::value),
              ArrayParameters.uuids(
                  ids, id -> Objects.requireNonNull(plan.releases().get(id)).holder())));
    }
    if (!plan.takes().isEmpty()) {
      List<AppendPlan.ClaimId> ids = sorted(plan.takes().keySet());
      Function<AppendPlan.ClaimId, Claim> claim =
          id -> Objects.requireNonNull(plan.takes().get(id)).claim();
      statements.rows(
          BatchSql.TAKE,
          row ->
              lost.claims.remove(
                  new AppendPlan.ClaimId(
                      row.getObject(1, UUID.class), row.getString(2), row.getString(3))),
          ArrayParameters.binding(
              ArrayParameters.uuids(ids, AppendPlan.ClaimId::tenant),
              ArrayParameters.texts(ids, AppendPlan.ClaimId::scope),
              ArrayParameters.texts(ids, AppendPlan.ClaimId::value),
              ArrayParameters.uuids(ids, id -> claim.apply(id).holder())));
    }
  }

  private static void events(Statements statements, AppendPlan plan) {
    List<LogRow> rows = plan.rows();
    if (rows.isEmpty()) {
      return;
    }
    statements.count(
        BatchSql.EVENTS,
        UnexpectedCount.check("events", rows.size()),
        ArrayParameters.binding(
            ArrayParameters.uuids(rows, LogRow::eventId),
            ArrayParameters.uuids(rows, LogRow::tenant),
            ArrayParameters.texts(rows, LogRow::context),
            ArrayParameters.uuids(rows, LogRow::streamId),
            ArrayParameters.ints(rows, LogRow::version),
            ArrayParameters.uuids(rows, LogRow::partitionKey),
            ArrayParameters.longs(rows, LogRow::seq),
            ArrayParameters.texts(rows, LogRow::type),
            ArrayParameters.bytes(rows, LogRow::payload),
            ArrayParameters.bytes(rows, LogRow::metadata),
            ArrayParameters.ints(rows, row -> Math.toIntExact(row.effectiveOn().toEpochDay())),
            ArrayParameters.longs(rows, LogRow::recordedAt),
            plan.hashes().toArray(byte[][]::new)));
  }

  private void answers(Statements statements, List<AppendPlan.Remember> unsorted) {
    if (unsorted.isEmpty()) {
      return;
    }
    List<AppendPlan.Remember> answers =
        unsorted.stream().sorted(Comparator.comparing(r -> r.key().key())).toList();
    statements.count(
        BatchSql.ANSWERS,
        UnexpectedCount.check("answers remembered", answers.size()),
        ArrayParameters.binding(
            ArrayParameters.uuids(answers, r -> r.key().tenant()),
            ArrayParameters.texts(answers, r -> r.key().principal()),
            ArrayParameters.texts(answers, r -> r.key().key()),
            ArrayParameters.bytes(answers, r -> r.key().requestHash()),
            ArrayParameters.ints(answers, r -> r.answer().status()),
            ArrayParameters.texts(answers, r -> HeadersJson.write(r.answer().headers())),
            ArrayParameters.bytes(answers, r -> r.answer().body()),
            ArrayParameters.longs(answers, _ -> answersKept.toSeconds())));
  }

  private void snapshots(Statements statements, Collection<StreamEntry> changed) {
    List<StreamEntry> due = changed.stream().filter(s -> s.passed(snapshotEvery)).toList();
    if (due.isEmpty()) {
      return;
    }
    List<CachedState> states = due.stream().map(StreamEntry::reached).toList();
    statements.count(
        BatchSql.SNAPSHOTS,
        UnexpectedCount.check("snapshots", due.size()),
        ArrayParameters.binding(
            ArrayParameters.uuids(due, StreamEntry::streamId),
            ArrayParameters.ints(states, CachedState::version),
            ArrayParameters.ints(states, s -> s.kind().states().codeVersion()),
            ArrayParameters.bytes(states, s -> Folding.write(s.kind(), s.state())),
            ArrayParameters.longs(states, CachedState::recordedAt)));
  }

  private static List<AppendPlan.ClaimId> sorted(Collection<AppendPlan.ClaimId> ids) {
    return ids.stream()
        .sorted(
            Comparator.comparing(AppendPlan.ClaimId::tenant)
                .thenComparing(AppendPlan.ClaimId::scope)
                .thenComparing(AppendPlan.ClaimId::value))
        .toList();
  }
}
