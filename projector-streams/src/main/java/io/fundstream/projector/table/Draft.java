package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.SeqOrder;
import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.projector.table.AppliedTable.Complete;
import io.fundstream.projector.table.ProgressTable.Known;
import io.fundstream.projector.table.ProgressTable.Row;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One projection's part of a transaction: its order restored, its events folded, its rows and
 * parked records written. May be written again after a rollback.
 */
final class Draft<E> {
  private final MemberStore<E> member;
  private final Map<Part, Long> ends;
  private Map<UUID, List<Arrival<E>>> arrivals;
  private Set<UUID> assumed = Set.of();
  private List<UUID> unknown = List.of();
  private Map<UUID, Known> known = Map.of();
  private BatchPlan<E> plan;
  private ReadModel.Changes<E> changes;
  private List<Parking> poison = List.of();

  /**
   * @param arrivals by key, those that waited included
   * @param ends the offset after the last record of each part that came in, all of which are among
   *     the arrivals, waiting, or were stored before
   */
  Draft(MemberStore<E> member, Map<UUID, List<Arrival<E>>> arrivals, Map<Part, Long> ends) {
    this.member = member;
    this.arrivals = arrivals;
    this.ends = ends;
    this.plan = new BatchPlan<>(member.projection());
    this.changes = new NoChanges<>();
  }

  String projection() {
    return member.projection();
  }

  /** Whether it has nothing to write. */
  boolean isEmpty() {
    return arrivals.isEmpty() && ends.isEmpty();
  }

  Stream<Arrival<E>> arrivals() {
    return arrivals.values().stream().flatMap(List::stream);
  }

  /**
   * Rows whose seq is to be read and locked.
   *
   * @param sure nothing is taken for new, and nothing remembered is trusted
   */
  List<Row> unknown(boolean sure) {
    assumed = sure ? Set.of() : member.keys().assumed(arrivals);
    unknown = member.keys().unknown(arrivals.keySet(), assumed);
    member.model().forget(assumed);
    member.model().forget(unknown);
    return rows(unknown);
  }

  /** Rows of keys whose first event is here, and which may be without a row. */
  List<Row> beginning() {
    return rows(member.keys().beginning(arrivals));
  }

  private List<Row> rows(Collection<UUID> of) {
    return of.stream().map(key -> new Row(projection(), key)).toList();
  }

  /** Takes what the database says of the unknown rows. */
  void know(Map<Row, Known> found) {
    known = new HashMap<>(member.keys().remembered(arrivals.keySet()));
    boolean any = false;
    for (UUID key : unknown) {
      Known row = found.get(new Row(projection(), key));
      if (row != null) {
        known.put(key, row);
        any = true;
      }
    }
    if (!unknown.isEmpty()) {
      member.keys().looked(any);
    }
  }

  /** Folds, after reading the rows that the events build on. */
  void plan(Connection connection) throws SQLException {
    fold(connection);
    List<Parking> bad = plan.parkings().stream().filter(Parking::poison).toList();
    Map<String, Boolean> left =
        bad.isEmpty()
            ? Map.of()
            : new SkippedTable(member.model().name().name(), projection()).find(connection, bad);
    if (!left.isEmpty()) {
      arrivals = Keyed.without(arrivals, left);
      plan(connection);
    }
  }

  private void fold(Connection connection) throws SQLException {
    plan = new BatchPlan<>(projection());
    Map<UUID, Sorted<E>> sorted = new LinkedHashMap<>();
    arrivals.forEach((key, list) -> {
      Known at = known.getOrDefault(key, Known.NOTHING);
      sorted.put(key, SeqOrder.sort(at.seq(), at.parked(), list));
    });
    Contents<E> contents = new Contents<>();
    sorted.values().forEach(contents::add);
    changes = contents.begin(member.model(), connection);
    sorted.forEach(
        (key, order) -> plan.fold(key, known.getOrDefault(key, Known.NOTHING), order, changes));
  }

  BatchPlan<E> plan() {
    return plan;
  }

  void write(Statements statements) {
    changes.write(statements);
  }

  void park(Connection connection) throws SQLException {
    poison = new ParkedTable(projection()).insert(connection, plan.parkings());
  }

  /** A part is complete up to the first record of it that still waits. */
  List<Complete> complete() {
    if (!member.model().readByOffset()) {
      return List.of();
    }
    Map<Part, Long> complete = new HashMap<>(ends);
    member
        .waiting()
        .forEach((key, late) -> {
          if (!arrivals.containsKey(key)) {
            bound(complete, late);
          }
        });
    plan.waiting().values().forEach(late -> bound(complete, late));
    List<Complete> parts = new ArrayList<>();
    complete.forEach((part, offset) -> parts.add(new Complete(projection(), part, offset)));
    return parts;
  }

  private static <E> void bound(Map<Part, Long> complete, List<Arrival<E>> late) {
    for (Arrival<E> arrival : late) {
      complete.computeIfPresent(
          Part.of(arrival.raw()), (part, end) -> Math.min(end, arrival.raw().offset()));
    }
  }

  /** The transaction is committed. */
  void committed() {
    changes.committed();
    member.committed(arrivals.keySet(), plan, poison);
  }

  /** What waited under its keys is in hand again. */
  void recall() {
    member.recall(arrivals.keySet());
  }

  /**
   * Its only record is one that the database refuses: it is parked.
   *
   * @throws SQLException the refusal, if there is no such record or it cannot even be parked
   */
  void refuse(SQLException refusal) throws SQLException {
    List<Arrival<E>> all = arrivals().toList();
    if (all.size() != 1 || all.getFirst() instanceof Arrival.Poison<E>) {
      throw refusal;
    }
    Arrival<E> bad = all.getFirst();
    member.forget();
    arrivals =
        Map.of(
            bad.key(),
            List.of(new Arrival.Poison<>(bad.raw(), bad.key(), bad.seq(), Flaw.of(refusal))));
  }
}
