package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.table.ProgressTable.Known;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a thread knows of the progress of a projection's keys without asking: of those that it has
 * moved itself, and of those that are new.
 *
 * <p>Remembers at most {@value #REMEMBERED} keys, so that a key is read once; a parked key is never
 * remembered, because retry and skip move it from outside. Not for several threads.
 */
final class KnownKeys {
  private static final int REMEMBERED = 50_000;

  private final Map<UUID, Long> remembered = new BoundedMap<>(REMEMBERED);

  /** Whether a key whose first event comes in is taken for new without a look at the database. */
  private boolean assuming = true;

  /** Keys that are new if all is as usual; each of them will have its row made, which proves it. */
  <E> Set<UUID> assumed(Map<UUID, List<Arrival<E>>> arrivals) {
    return assuming ? beginning(arrivals) : Set.of();
  }

  /** Keys of which nothing is remembered and whose first event is among the arrivals. */
  <E> Set<UUID> beginning(Map<UUID, List<Arrival<E>>> arrivals) {
    Set<UUID> beginning = new HashSet<>();
    arrivals.forEach((key, list) -> {
      if (!remembered.containsKey(key) && list.stream().anyMatch(a -> a.seq().orElse(0) == 1)) {
        beginning.add(key);
      }
    });
    return beginning;
  }

  /** Keys that are neither remembered nor taken for new. */
  List<UUID> unknown(Collection<UUID> keys, Set<UUID> assumed) {
    List<UUID> unknown = new ArrayList<>();
    for (UUID key : keys) {
      if (!remembered.containsKey(key) && !assumed.contains(key)) unknown.add(key);
    }
    return unknown;
  }

  /** What is remembered of keys. */
  Map<UUID, Known> remembered(Collection<UUID> keys) {
    Map<UUID, Known> known = new HashMap<>();
    for (UUID key : keys) {
      Long seq = remembered.get(key);
      if (seq != null) known.put(key, new Known(seq, true, false));
    }
    return known;
  }

  /** Keys of which nothing was known were looked for, and some or none had a row. */
  void looked(boolean found) {
    assuming |= !found;
  }

  /** What a plan has moved is committed. */
  void committed(BatchPlan<?> plan) {
    remembered.putAll(plan.progress());
    plan.parkedKeys().forEach(remembered::remove);
  }

  /** One was taken for new and is not, or was moved on by another: we look until all are new. */
  void wrong() {
    assuming = false;
    remembered.clear();
  }

  /** Begins from the database again. */
  void forget() {
    remembered.clear();
  }
}
