package io.fundstream.projector.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The relay's latest marks, at most {@value #KEPT}; shared by all threads. */
public final class SettledMarks {
  private static final int KEPT = 128;

  private final Deque<SettledMark> marks = new ArrayDeque<>();
  private volatile long count;

  synchronized void add(SettledMark mark) {
    if (marks.size() == KEPT) {
      marks.removeFirst();
    }
    marks.addLast(mark);
    count++;
  }

  /** Grows with every mark: nothing new has come while it stays the same. */
  long count() {
    return count;
  }

  /** The youngest first. */
  synchronized List<SettledMark> youngestFirst() {
    return new ArrayList<>(marks.reversed());
  }
}
