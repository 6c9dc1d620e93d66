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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One batch in one transaction: the order restored, the events folded, rows, progress and parked
 * records written together.
 *
 * <p>Remembers the progress of at most {@value #REMEMBERED} keys, so that a key is read once; a
 * parked key is never remembered, because retry and skip move it from outside. Not for several
 * threads.
 */
final class BatchWriter<E> {
  private static final int REMEMBERED = 50_000;

  private final ReadModel<E> model;
  private final ProgressTable progress;
  private final ParkedTable parked;
  private final AppliedTable applied;
  private final SkippedTable skipped;
  private final Map<UUID, Long> remembered = new BoundedMap<>(REMEMBERED);

  /** Whether a key whose first event comes in is taken for new without a look at the database. */
  private boolean assuming = true;

  BatchWriter(ReadModel<E> model) {
    String name = model.name().toString();
    this.model = model;
    this.progress = new ProgressTable(name);
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
    Set<UUID> assumed = assumed(arrivals);
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
    // Progress first: it holds the locks that tell a zombie before it touches a row.
    Statements statements = new Statements();
    progress.insert(statements, plan.inserts());
    progress.move(statements, plan.moves());
    changes.write(statements);
    if (model.readByOffset()) {
      applied.move(statements, complete(plan, ends));
    }
    run(connection, statements, assumed);
    List<Parking> poison = parked.insert(connection, plan.parkings());
    return new Open<>(plan, changes, poison);
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
    open.plan().progress().forEach(remembered::put);
    open.plan().parkedKeys().forEach(remembered::remove);
  }

  /** Begins from the database again. */
  void forget() {
    remembered.clear();
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
      assuming = false;
      throw new NotNew(e);
    }
  }

  /** Keys that are new if all is as usual; each of them will have its row made, which proves it. */
  private Set<UUID> assumed(Map<UUID, List<Arrival<E>>> arrivals) {
    Set<UUID> assumed = new HashSet<>();
    if (assuming) {
      arrivals.forEach((key, list) -> {
        if (!remembered.containsKey(key) && list.stream().anyMatch(a -> a.seq().orElse(0) == 1)) {
          assumed.add(key);
        }
      });
    }
    return assumed;
  }

  private Map<UUID, Known> known(Connection connection, Set<UUID> keys, Set<UUID> assumed)
      throws SQLException {
    Map<UUID, Known> known = new HashMap<>();
    List<UUID> unknown = new ArrayList<>();
    for (UUID key : keys) {
      Long seq = remembered.get(key);
      if (seq != null) {
        known.put(key, new Known(seq, true, false));
      } else if (!assumed.contains(key)) {
        unknown.add(key);
      }
    }
    model.forget(assumed);
    if (!unknown.isEmpty()) {
      Map<UUID, Known> found = progress.lock(connection, unknown);
      known.putAll(found);
      model.forget(unknown);
      assuming |= found.isEmpty();
    }
    return known;
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
