package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.projector.table.ProgressTable.Known;
import io.fundstream.projector.table.ProgressTable.Move;
import io.fundstream.projector.table.ProgressTable.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch does to each key: how far its progress goes, what is parked, what waits. */
final class BatchPlan<E> {
  private final String projection;
  private final List<Move> inserts = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<Parking> parkings = new ArrayList<>();
  private final Set<UUID> parkedKeys = new HashSet<>();
  private final Map<UUID, List<Arrival<E>>> waiting = new HashMap<>();
  private final Map<UUID, Long> progress = new HashMap<>();
  private @Nullable Instant latest;
  private int applied;
  private int passed;
  private int duplicates;

  /**
   * @param projection with its version
   */
  BatchPlan(String projection) {
    this.projection = projection;
  }

  /** Folds one key's arrivals. */
  void fold(UUID key, Known known, Sorted<E> order, ReadModel.Changes<E> changes) {
    long seq = known.seq();
    boolean refused = false;
    for (Arrival<E> arrival : order.ready()) {
      Flaw flaw = refused ? null : apply(arrival, changes);
      if (refused || flaw != null) {
        parkings.add(new Parking(arrival.raw(), key, arrival.seq(), flaw));
        refused = true;
      } else {
        seq = arrival.seq().orElseThrow();
      }
    }
    order.poison().forEach(poison -> parkings.add(Parking.of(poison)));
    order.behind().forEach(behind -> parkings.add(Parking.behind(behind)));
    duplicates += order.duplicates();
    List<Arrival<E>> later = order.waiting();
    if (refused) {
      later.forEach(late -> parkings.add(park(late)));
      later = List.of();
    }
    if (!later.isEmpty()) {
      waiting.put(key, new ArrayList<>(later));
    }
    boolean parked =
        known.parked() || refused || !order.poison().isEmpty() || !order.behind().isEmpty();
    settle(key, known, seq, parked);
  }

  private static Parking park(Arrival<?> late) {
    return late instanceof Arrival.Poison<?> poison ? Parking.of(poison) : Parking.behind(late);
  }

  private @Nullable Flaw apply(Arrival<E> arrival, ReadModel.Changes<E> changes) {
    return switch (arrival) {
      case Arrival.Event<E> event ->
          switch (changes.fold(event.content())) {
            case Outcome.Folded() -> {
              applied++;
              note(event.envelope().recordedAt());
              yield null;
            }
            case Outcome.Refused(String reason) -> Flaw.refusal(reason);
          };
      case Arrival.Passed<E> over -> {
        passed++;
        note(over.envelope().recordedAt());
        yield null;
      }
      case Arrival.Skipped<E> skipped -> {
        passed++;
        skipped.envelope().ifPresent(changes::skip);
        yield null;
      }
      case Arrival.Poison<E> poison -> poison.flaw();
    };
  }

  private void note(Instant recordedAt) {
    if (latest == null || latest.isBefore(recordedAt)) {
      latest = recordedAt;
    }
  }

  private void settle(UUID key, Known known, long seq, boolean parked) {
    if (parked) {
      parkedKeys.add(key);
    }
    if (!known.known()) {
      // A parked key has a row even at seq 0: its lock is what retry and skip take.
      if (seq > 0 || parked) {
        inserts.add(new Move(new Row(projection, key), 0, seq));
        progress.put(key, seq);
      }
    } else {
      if (seq > known.seq()) {
        moves.add(new Move(new Row(projection, key), known.seq(), seq));
      }
      progress.put(key, seq);
    }
  }

  List<Move> inserts() {
    return inserts;
  }

  List<Move> moves() {
    return moves;
  }

  List<Parking> parkings() {
    return parkings;
  }

  /** Keys that are parked after this batch. */
  Set<UUID> parkedKeys() {
    return parkedKeys;
  }

  /** What still waits in memory, by key. */
  Map<UUID, List<Arrival<E>>> waiting() {
    return waiting;
  }

  /** The seq of every key after this batch that has a row. */
  Map<UUID, Long> progress() {
    return progress;
  }

  /** When the youngest event of the batch was recorded; null if it applied none. */
  @Nullable Instant latest() {
    return latest;
  }

  int applied() {
    return applied;
  }

  int passed() {
    return passed;
  }

  int duplicates() {
    return duplicates;
  }
}
