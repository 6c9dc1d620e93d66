package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a thread has of one projection: records in hand, those that wait for an event between, and
 * what it knows of keys. {@link BatchStore} stores those of several projections together. Not for
 * several threads.
 */
public final class MemberStore<E> {
  private final ReadModel<E> model;
  private final String projection;
  private final KnownKeys keys = new KnownKeys();
  private final List<Arrival<E>> taken = new ArrayList<>();
  private final Map<Part, Long> ends = new HashMap<>();
  private final Map<Part, Long> takenThrough = new HashMap<>();
  private final Map<UUID, List<Arrival<E>>> waiting = new HashMap<>();
  private Stored stored = new Stored();
  private int records;

  public MemberStore(ReadModel<E> model) {
    this.model = model;
    this.projection = model.name().toString();
  }

  /** With its version. */
  public String projection() {
    return projection;
  }

  ReadModel<E> model() {
    return model;
  }

  KnownKeys keys() {
    return keys;
  }

  /** Takes a record in hand. */
  public void take(Arrival<E> arrival) {
    taken.add(arrival);
    long end = arrival.raw().offset() + 1;
    ends.merge(Part.of(arrival.raw()), end, Math::max);
    takenThrough.merge(Part.of(arrival.raw()), end, Math::max);
  }

  /** A batch begins: what waited may be applied with it, and then its part is complete further. */
  void begin() {
    stored = new Stored();
    records = taken.size();
    for (List<Arrival<E>> late : waiting.values()) {
      for (Arrival<E> arrival : late) {
        Part part = Part.of(arrival.raw());
        ends.put(part, takenThrough.getOrDefault(part, 0L));
      }
    }
  }

  /** The batch is stored. */
  void end() {
    taken.clear();
    ends.clear();
  }

  /** What is to be stored of what is in hand, with what waits under its keys. */
  Draft<E> draft(Predicate<RawRecord> which, boolean withEnds) {
    return new Draft<>(this, Keyed.of(taken, which, waiting), withEnds ? ends : Map.of());
  }

  /** What waits under some keys is in hand again. */
  void recall(Collection<UUID> recalled) {
    for (UUID key : recalled) {
      List<Arrival<E>> late = waiting.remove(key);
      if (late != null) {
        taken.addAll(late);
      }
    }
  }

  void committed(Collection<UUID> done, BatchPlan<E> plan, List<Parking> poison) {
    keys.committed(plan);
    done.forEach(waiting::remove);
    waiting.putAll(plan.waiting());
    stored.add(plan, poison);
  }

  /** Another may have moved keys: nothing is known until the database has been asked. */
  void mistrust() {
    keys.wrong();
    model.forget();
  }

  /** Begins from the database again; what waits stays. */
  void forget() {
    keys.forget();
    model.forget();
  }

  /**
   * Some parts belong to someone else now: nothing of them stays in memory, and all progress is
   * read from the database again.
   */
  public void forget(Set<Part> parts) {
    taken.removeIf(arrival -> parts.contains(Part.of(arrival.raw())));
    ends.keySet().removeAll(parts);
    takenThrough.keySet().removeAll(parts);
    waiting.values().forEach(list -> list.removeIf(late -> parts.contains(Part.of(late.raw()))));
    waiting.values().removeIf(List::isEmpty);
    forget();
  }

  /**
   * A key waits no longer for the event between: it is parked with the next batch, until that event
   * comes and somebody asks for a retry.
   */
  public void giveUp(UUID key, Flaw flaw) {
    List<Arrival<E>> late = waiting.remove(key);
    if (late != null) {
      Arrival<E> first = late.getFirst();
      // Without its seq, which is not its turn, it is parked where it stands.
      taken.add(new Arrival.Poison<>(first.raw(), key, OptionalLong.empty(), flaw));
      taken.addAll(late.subList(1, late.size()));
    }
  }

  /** Whether there is anything to be stored. */
  public boolean isEmpty() {
    return taken.isEmpty();
  }

  /** What became of the last batch. */
  public Stored stored() {
    return stored;
  }

  /** How many records were in hand for the last batch. */
  public int records() {
    return records;
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
    return waiting.values().stream()
        .flatMap(List::stream)
        .mapToLong(late -> late.raw().weight())
        .sum();
  }

  /** The offset of the first record that waits of each part of which one does. */
  public Map<Part, Long> firstWaiting() {
    Map<Part, Long> first = new HashMap<>();
    waiting.values().stream()
        .flatMap(List::stream)
        .map(Arrival::raw)
        .forEach(raw -> first.merge(Part.of(raw), raw.offset(), Math::min));
    return first;
  }
}
