package io.fundstream.projector.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
    // A record without a readable seq comes last: what can be applied before it, is.
    ordered.sort(Comparator.comparingLong(a -> a.seq().orElse(Long.MAX_VALUE)));
    Sorter<E> sorter = new Sorter<>(progress, parked);
    ordered.forEach(sorter::place);
    return sorter.sorted();
  }

  private static final class Sorter<E> {
    private final List<Arrival<E>> ready = new ArrayList<>();
    private final List<Arrival.Poison<E>> poison = new ArrayList<>();
    private final List<Arrival<E>> behind = new ArrayList<>();
    private final List<Arrival<E>> waiting = new ArrayList<>();
    private long last;
    private long lastSeen;
    private boolean parked;
    private int duplicates;

    Sorter(long progress, boolean parked) {
      this.last = progress;
      this.lastSeen = progress;
      this.parked = parked;
    }

    void place(Arrival<E> arrival) {
      if (arrival.seq().isEmpty()) {
        park(arrival);
        return;
      }
      long seq = arrival.seq().getAsLong();
      if (seq <= lastSeen) {
        duplicates++;
        return;
      }
      lastSeen = seq;
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
      return new Sorted<>(ready, poison, all, List.of(), duplicates);
    }
  }
}
