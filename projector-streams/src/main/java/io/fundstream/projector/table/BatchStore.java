package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/**
 * Stores batches, and keeps what must wait for an event between.
 *
 * <p>A deadlock or serialization failure is tried again. When the database refuses data, the batch
 * is halved until the one record at fault is alone; that one is parked and all others are applied.
 * Any other failure comes out, and then this object must be thrown away: the next one begins from
 * the database. Not for several threads.
 */
public final class BatchStore<E> {
  private static final Comparator<Arrival<?>> BY_KEY_AND_SEQ =
      Comparator.<Arrival<?>, UUID>comparing(Arrival::key)
          .thenComparingLong(a -> a.seq().orElse(Long.MAX_VALUE));

  private final BatchWriter<E> writer;
  private final Attempts attempts;
  private final Map<UUID, List<Arrival<E>>> waiting = new HashMap<>();

  public BatchStore(DataSource database, ReadModel<E> model) {
    this.writer = new BatchWriter<>(model);
    this.attempts = new Attempts(database, writer::forget);
  }

  /**
   * Stores arrivals in committed transactions.
   *
   * @param ends the offset after the last record of each part that came in, all of which are in
   *     {@code arrivals}, waiting, or were stored before
   * @throws Zombie if another instance has moved a key meanwhile; nothing is stored then
   * @throws SQLException if the database cannot be reached or fails
   */
  public Stored store(List<Arrival<E>> arrivals, Map<Part, Long> ends) throws SQLException {
    Stored stored = new Stored();
    attempt(arrivals, ends, stored);
    return stored;
  }

  private void attempt(List<Arrival<E>> arrivals, Map<Part, Long> ends, Stored stored)
      throws SQLException {
    Map<UUID, List<Arrival<E>>> batch = byKey(arrivals);
    batch.forEach((key, list) -> list.addAll(waiting.getOrDefault(key, List.of())));
    try {
      commit(batch, ends, stored);
    } catch (SQLException e) {
      if (!SqlStates.isData(e)) {
        throw e;
      }
      halve(batch, e, stored);
      commit(Map.of(), ends, stored);
    }
  }

  /** Stores the halves one after the other; no part's end moves while records are left over. */
  private void halve(Map<UUID, List<Arrival<E>>> batch, SQLException refused, Stored stored)
      throws SQLException {
    List<Arrival<E>> all = new ArrayList<>();
    batch.values().forEach(all::addAll);
    batch.keySet().forEach(waiting::remove);
    all.sort(BY_KEY_AND_SEQ);
    if (all.size() > 1) {
      int middle = all.size() / 2;
      attempt(all.subList(0, middle), Map.of(), stored);
      attempt(all.subList(middle, all.size()), Map.of(), stored);
    } else if (all.isEmpty() || all.getFirst() instanceof Arrival.Poison<E>) {
      throw refused;
    } else {
      Arrival<E> bad = all.getFirst();
      Flaw flaw = Flaw.of(refused);
      attempt(
          List.of(new Arrival.Poison<>(bad.raw(), bad.key(), bad.seq(), flaw)), Map.of(), stored);
    }
  }

  private void commit(Map<UUID, List<Arrival<E>>> batch, Map<Part, Long> ends, Stored stored)
      throws SQLException {
    Map<Part, Long> bounded = new HashMap<>(ends);
    waiting.forEach((key, list) -> {
      if (!batch.containsKey(key)) {
        list.forEach(late -> bounded.computeIfPresent(part(late), min(late)));
      }
    });
    BatchWriter.Open<E> open = write(batch, bounded);
    writer.committed(open);
    batch.keySet().forEach(waiting::remove);
    waiting.putAll(open.plan().waiting());
    stored.add(open.plan(), open.poison());
  }

  private BatchWriter.Open<E> write(Map<UUID, List<Arrival<E>>> batch, Map<Part, Long> ends)
      throws SQLException {
    try {
      return attempts.run(connection -> writer.write(connection, batch, ends));
    } catch (BatchWriter.NotNew e) {
      return attempts.run(connection -> writer.write(connection, batch, ends));
    }
  }

  private static java.util.function.BiFunction<Part, Long, Long> min(Arrival<?> late) {
    return (part, end) -> Math.min(end, late.raw().offset());
  }

  private static Part part(Arrival<?> arrival) {
    return new Part(arrival.raw().topic(), arrival.raw().part());
  }

  private Map<UUID, List<Arrival<E>>> byKey(List<Arrival<E>> arrivals) {
    Map<UUID, List<Arrival<E>>> byKey = new TreeMap<>();
    for (Arrival<E> arrival : arrivals) {
      byKey.computeIfAbsent(arrival.key(), key -> new ArrayList<>()).add(arrival);
    }
    return byKey;
  }

  /**
   * Some parts belong to someone else now: what waits of them is dropped, and all progress is read
   * from the database again.
   */
  public void forget(Set<Part> parts) {
    waiting.values().forEach(list -> list.removeIf(late -> parts.contains(part(late))));
    waiting.values().removeIf(List::isEmpty);
    writer.forget();
  }

  /** What waits in memory for an event between, by key. */
  public Map<UUID, List<Arrival<E>>> waiting() {
    return waiting;
  }

  /** How many records wait in memory. */
  public int waitingCount() {
    return waiting.values().stream().mapToInt(List::size).sum();
  }

  /** How many bytes wait in memory, roughly. */
  public long waitingWeight() {
    return sum(a -> a.raw().weight());
  }

  private long sum(ToLongFunction<Arrival<E>> of) {
    return waiting.values().stream().flatMap(List::stream).mapToLong(of).sum();
  }
}
