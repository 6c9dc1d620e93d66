package io.fundstream.projector.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the arrivals of one partition key back into {@code seq} order.
 *
 * <p>{@code seq} runs across the topics of a family, so an event can come before its predecessor
 * when that one is in another topic. It waits; nothing is applied out of order, nothing twice.
 */
public final class SeqOrder {
  private SeqOrder() {}

  /**
   * What becomes of a key's arrivals.
   *
   * @param ready to be applied now, in order, without a gap from the progress on
   * @param poison parks the key when what is ready has been applied; at most one unless the key was
   *     parked already
   * @param behind waits in the database behind a poison record of the key, in order
   * @param waiting waits in memory for an event between, in order
   * @param duplicates how many were applied before, or came twice
   */
  public record Sorted<E>(
      List<Arrival<E>> ready,
      List<Arrival.Poison<E>> poison,
      List<Arrival<E>> behind,
      List<Arrival<E>> waiting,
      int duplicates) {}

  /**
   * Sorts.
   *
   * @param progress the last seq applied, 0 for none
   * @param parked whether a poison record of this key is parked: then everything new goes behind it
   * @param arrivals all of one key, those that waited before included, in any order
   */
  public static <E> Sorted<E> sort(long progress, boolean parked, List<Arrival<E>> arrivals) {
    List<Arrival<E>> ordered = new ArrayList<>(arrivals);
    Map<String, Long> broken = broken(arrivals);
    ordered.sort(
        Comparator.<Arrival<E>>comparingInt(a -> turn(a, broken))
            .thenComparingLong(SeqOrder::seq)
            .thenComparingInt(SeqOrder::rank));
    Sorter<E> sorter = new Sorter<>(progress, parked);
    ordered.forEach(sorter::place);
    return sorter.sorted();
  }

  /** Where a part's first record without a readable seq is. */
  private static <E> Map<String, Long> broken(List<Arrival<E>> arrivals) {
    Map<String, Long> broken = new HashMap<>();
    arrivals.stream()
        .filter(a -> a.seq().isEmpty())
        .map(Arrival::raw)
        .forEach(raw -> broken.merge(part(raw), raw.offset(), Math::min));
    return broken;
  }

  /**
   * A record without a readable seq keeps its place in its part: what came before it is applied,
   * what comes after it waits behind it, however the records fell into batches.
   */
  private static int turn(Arrival<?> arrival, Map<String, Long> broken) {
    if (arrival.seq().isEmpty()) {
      return 1;
    }
    RawRecord raw = arrival.raw();
    return raw.offset() > broken.getOrDefault(part(raw), Long.MAX_VALUE) ? 2 : 0;
  }

  /**
   * Of two records with one seq the first counts, the other is a duplicate. What can be read goes
   * before what cannot: a stranger's record must not take the place of the event whose seq it has.
   */
  private static int rank(Arrival<?> arrival) {
    return switch (arrival) {
      case Arrival.Event<?> event -> 0;
      case Arrival.Passed<?> passed -> 0;
      case Arrival.Poison<?> poison -> 1;
      case Arrival.Skipped<?> skipped -> 2;
    };
  }

  private static String part(RawRecord raw) {
    return raw.topic() + "-" + raw.part();
  }

  private static long seq(Arrival<?> arrival) {
    return arrival.seq().orElse(Long.MAX_VALUE);
  }

  private static final class Sorter<E> {
    private final List<Arrival<E>> ready = new ArrayList<>();
    private final List<Arrival.Poison<E>> poison = new ArrayList<>();
    private final List<Arrival<E>> behind = new ArrayList<>();
    private final List<Arrival<E>> waiting = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private long last;
    private boolean parked;
    private int duplicates;

    Sorter(long progress, boolean parked) {
      this.last = progress;
      this.parked = parked;
    }

    void place(Arrival<E> arrival) {
      if (arrival.seq().isEmpty()) {
        park(arrival);
        return;
      }
      long seq = arrival.seq().getAsLong();
      if (seq <= last || !seen.add(seq)) {
        duplicates++;
        return;
      }
      if (parked) {
        park(arrival);
      } else if (seq != last + 1) {
        waiting.add(arrival);
      } else if (arrival instanceof Arrival.Poison<E>) {
        park(arrival);
      } else {
        ready.add(arrival);
        last = seq;
      }
    }

    private void park(Arrival<E> arrival) {
      switch (arrival) {
        case Arrival.Poison<E> bad -> poison.add(bad);
        case Arrival.Event<E> event -> behind.add(event);
        case Arrival.Passed<E> passed -> behind.add(passed);
        case Arrival.Skipped<E> skipped -> behind.add(skipped);
      }
      parked = true;
    }

    Sorted<E> sorted() {
      if (!parked || waiting.isEmpty()) {
        return new Sorted<>(ready, poison, behind, waiting, duplicates);
      }
      // The key is parked by a record without seq: what waited in memory waits behind it now.
      List<Arrival<E>> all = new ArrayList<>();
      for (Arrival<E> late : waiting) {
        if (late instanceof Arrival.Poison<E> bad) {
          poison.add(bad);
        } else {
          all.add(late);
        }
      }
      all.addAll(behind);
      all.sort(Comparator.comparingLong(SeqOrder::seq));
      return new Sorted<>(ready, poison, all, List.of(), duplicates);
    }
  }
}
