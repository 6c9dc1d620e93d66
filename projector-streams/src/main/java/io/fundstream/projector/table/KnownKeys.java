package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.table.ProgressTable.Known;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a thread knows of the progress of keys without asking: of those that it has moved itself,
 * and of those that are new.
 *
 * <p>Remembers at most {@value #REMEMBERED} keys, so that a key is read once; a parked key is never
 * remembered, because retry and skip move it from outside. Not for several threads.
 */
final class KnownKeys {
  private static final int REMEMBERED = 50_000;

  private final ProgressTable progress;
  private final Map<UUID, Long> remembered = new BoundedMap<>(REMEMBERED);

  /** Whether a key whose first event comes in is taken for new without a look at the database. */
  private boolean assuming = true;

  KnownKeys(ProgressTable progress) {
    this.progress = progress;
  }

  /** Keys that are new if all is as usual; each of them will have its row made, which proves it. */
  <E> Set<UUID> assumed(Map<UUID, List<Arrival<E>>> arrivals) {
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

  /** One that was taken for new is not: from now on we look, until all are new again. */
  void wrong() {
    assuming = false;
  }

  /** Keys that are neither remembered nor taken for new. */
  List<UUID> unknown(Collection<UUID> keys, Set<UUID> assumed) {
    List<UUID> unknown = new ArrayList<>();
    for (UUID key : keys) {
      if (!remembered.containsKey(key) && !assumed.contains(key)) unknown.add(key);
    }
    return unknown;
  }

  /**
   * What is known of keys, and what the database says of those of which nothing is, whose rows it
   * locks. One that has no row is left out.
   */
  Map<UUID, Known> find(Connection connection, Collection<UUID> keys, List<UUID> unknown)
      throws SQLException {
    Map<UUID, Known> known = new HashMap<>();
    for (UUID key : keys) {
      Long seq = remembered.get(key);
      if (seq != null) known.put(key, new Known(seq, true, false));
    }
    if (!unknown.isEmpty()) {
      Map<UUID, Known> found = progress.lock(connection, unknown);
      known.putAll(found);
      assuming |= found.isEmpty();
    }
    return known;
  }

  /** What a plan has moved is committed. */
  void committed(BatchPlan<?> plan) {
    remembered.putAll(plan.progress());
    plan.parkedKeys().forEach(remembered::remove);
  }

  /** Begins from the database again. */
  void forget() {
    remembered.clear();
  }
}
