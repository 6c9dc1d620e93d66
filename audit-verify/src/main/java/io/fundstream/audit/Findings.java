package io.fundstream.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects findings: all are counted, the first few are kept. Used by one thread. */
public final class Findings {
  private final int kept;
  private final List<Finding> first = new ArrayList<>();
  private long total;

  /** Keeps the first {@code kept} findings, at least 1. */
  public Findings(int kept) {
    this.kept = Math.max(1, kept);
  }

  /** Notes what is wrong with one event or key; see {@link Finding}. */
  public void add(
      Check check, @Nullable UUID partitionKey, long seq, @Nullable UUID eventId, String detail) {
    total++;
    if (first.size() < kept) {
      first.add(new Finding(check, partitionKey, seq, eventId, detail));
    }
  }

  /** The first findings, in the order in which they were found. */
  public List<Finding> first() {
    return List.copyOf(first);
  }

  /** How many there were, kept or not. */
  public long total() {
    return total;
  }
}
