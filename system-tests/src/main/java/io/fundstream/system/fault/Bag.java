package io.fundstream.system.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Every kind once in random order, then every kind again: none is hit more often than another. */
public final class Bag {
  private final List<FaultKind> kinds;
  private final Random random;
  private final Deque<FaultKind> left = new ArrayDeque<>();
  private int rounds;

  /**
   * Full.
   *
   * @param kinds at least one
   */
  public Bag(Collection<FaultKind> kinds, Random random) {
    if (kinds.isEmpty()) throw new IllegalArgumentException("no kind of fault");
    this.kinds = List.copyOf(kinds);
    this.random = random;
  }

  /** The next. */
  public FaultKind next() {
    if (left.isEmpty()) {
      List<FaultKind> order = new ArrayList<>(kinds);
      Collections.shuffle(order, random);
      left.addAll(order);
      rounds++;
    }
    return left.removeFirst();
  }

  /** How often the bag was emptied. */
  public int emptied() {
    return left.isEmpty() ? rounds : rounds - 1;
  }
}
