package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Arrivals by partition key. */
final class Keyed {
  private Keyed() {}

  /** Those of some records, and all that wait under the same keys. */
  static <E> Map<UUID, List<Arrival<E>>> of(
      List<Arrival<E>> taken, Predicate<RawRecord> which, Map<UUID, List<Arrival<E>>> waiting) {
    Map<UUID, List<Arrival<E>>> byKey = new TreeMap<>();
    for (Arrival<E> arrival : taken) {
      if (which.test(arrival.raw())) {
        byKey.computeIfAbsent(arrival.key(), key -> new ArrayList<>()).add(arrival);
      }
    }
    byKey.forEach((key, list) -> list.addAll(waiting.getOrDefault(key, List.of())));
    return byKey;
  }

  /**
   * Without those that somebody decided to leave out, before a rebuild or a crash.
   *
   * @param left their places, and whether their seq counts
   */
  static <E> Map<UUID, List<Arrival<E>>> without(
      Map<UUID, List<Arrival<E>>> arrivals, Map<String, Boolean> left) {
    Map<UUID, List<Arrival<E>>> rest = new TreeMap<>();
    arrivals.forEach((key, list) -> {
      List<Arrival<E>> kept = rest.computeIfAbsent(key, k -> new ArrayList<>());
      for (Arrival<E> arrival : list) {
        Boolean counts = left.get(arrival.raw().place());
        if (counts == null) {
          kept.add(arrival);
        } else if (counts && arrival.seq().isPresent()) {
          kept.add(Arrival.Skipped.of(arrival));
        }
      }
    });
    return rest;
  }
}
