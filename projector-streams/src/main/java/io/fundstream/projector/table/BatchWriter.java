package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.SeqOrder;
import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.projector.table.ProgressTable.Known;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One batch in one transaction: the order restored, the events folded, rows, progress and parked
 * records written together. Not for several threads.
 */
final class BatchWriter<E> {
  private final ReadModel<E> model;
  private final ProgressTable progress;
  private final ParkedTable parked;
  private final AppliedTable applied;
  private final SkippedTable skipped;
  private final KnownKeys keys;

  BatchWriter(ReadModel<E> model) {
    String name = model.name().toString();
    this.model = model;
    this.progress = new ProgressTable(name);
    this.keys = new KnownKeys(progress);
    this.parked = new ParkedTable(name);
    this.applied = new AppliedTable(name);
    this.skipped = new SkippedTable(model.name().name(), name);
  }

  /**
   * A key that was taken for new is not: records come again, as after a restart. The transaction is
   * rolled back; the next try looks.
   */
  static final class NotNew extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNew(Zombie cause) {
      super(cause);
    }
  }

  /** A batch that is written but not yet committed. */
  record Open<E>(BatchPlan<E> plan, ReadModel.Changes<E> changes, List<Parking> poison) {}

  /**
   * Writes.
   *
   * @param arrivals by key, those that waited included
   * @param ends the offset after the last record of each part that came in so far
   * @throws NotNew if it is to be tried once more
   * @throws Zombie if another instance has moved a key meanwhile
   */
  Open<E> write(Connection connection, Map<UUID, List<Arrival<E>>> arrivals, Map<Part, Long> ends)
      throws SQLException {
    Set<UUID> assumed = keys.assumed(arrivals);
    Map<UUID, Known> known = known(connection, arrivals.keySet(), assumed);
    Map<UUID, Sorted<E>> sorted = new LinkedHashMap<>();
    arrivals.forEach((key, list) -> {
      Known at = known.getOrDefault(key, Known.NOTHING);
      sorted.put(key, SeqOrder.sort(at.seq(), at.parked(), list));
    });
    Contents<E> contents = new Contents<>();
    sorted.values().forEach(contents::add);
    ReadModel.Changes<E> changes = contents.begin(model, connection);
    BatchPlan<E> plan = new BatchPlan<>();
    sorted.forEach(
        (key, order) -> plan.fold(key, known.getOrDefault(key, Known.NOTHING), order, changes));
    List<Parking> bad = plan.parkings().stream().filter(Parking::poison).toList();
    Map<String, Boolean> left = bad.isEmpty() ? Map.of() : skipped.find(connection, bad);
    if (!left.isEmpty()) {
      return write(connection, without(arrivals, left), ends);
    }
    run(connection, statements(plan, changes, ends), assumed);
    List<Parking> poison = parked.insert(connection, plan.parkings());
    return new Open<>(plan, changes, poison);
  }

  /** Progress first, in the order of keys: its locks keep two threads from touching one row. */
  private Statements statements(
      BatchPlan<E> plan, ReadModel.Changes<E> changes, Map<Part, Long> ends) {
    Statements statements = new Statements();
    progress.insert(statements, plan.inserts());
    progress.move(statements, plan.moves());
    changes.write(statements);
    if (model.readByOffset()) {
      applied.move(statements, complete(plan, ends));
    }
    return statements;
  }

  /** Somebody decided to leave these out, before a rebuild or a crash. */
  private Map<UUID, List<Arrival<E>>> without(
      Map<UUID, List<Arrival<E>>> arrivals, Map<String, Boolean> places) {
    Map<UUID, List<Arrival<E>>> rest = new TreeMap<>();
    arrivals.forEach((key, list) -> {
      List<Arrival<E>> kept = rest.computeIfAbsent(key, k -> new ArrayList<>());
      for (Arrival<E> arrival : list) {
        Boolean counts = places.get(arrival.raw().place());
        if (counts == null) {
          kept.add(arrival);
        } else if (counts && arrival.seq().isPresent()) {
          kept.add(Arrival.Skipped.of(arrival));
        }
      }
    });
    return rest;
  }

  /** The transaction is committed. */
  void committed(Open<E> open) {
    open.changes().committed();
    keys.committed(open.plan());
  }

  /** Begins from the database again. */
  void forget() {
    keys.forget();
    model.forget();
  }

  private void run(Connection connection, Statements statements, Set<UUID> assumed)
      throws SQLException {
    try {
      statements.run(connection);
    } catch (Zombie e) {
      if (assumed.isEmpty()) {
        throw e;
      }
      keys.wrong();
      throw new NotNew(e);
    }
  }

  private Map<UUID, Known> known(Connection connection, Set<UUID> arrived, Set<UUID> assumed)
      throws SQLException {
    List<UUID> unknown = keys.unknown(arrived, assumed);
    model.forget(assumed);
    model.forget(unknown);
    return keys.find(connection, arrived, unknown);
  }

  /** A part is complete up to the first record of it that still waits. */
  private Map<Part, Long> complete(BatchPlan<E> plan, Map<Part, Long> ends) {
    Map<Part, Long> complete = new HashMap<>(ends);
    plan.waiting().values().stream()
        .flatMap(List::stream)
        .map(Arrival::raw)
        .collect(
            Collectors.toMap(
                raw -> new Part(raw.topic(), raw.part()), raw -> raw.offset(), Math::min))
        .forEach((part, offset) -> complete.merge(part, offset, Math::min));
    return complete;
  }
}
