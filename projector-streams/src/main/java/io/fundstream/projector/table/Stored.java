package io.fundstream.projector.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch, added up over the transactions it took. */
public final class Stored {
  private final List<Parking> poison = new ArrayList<>();
  private @Nullable Instant latest;
  private int applied;
  private int passed;
  private int duplicates;
  private int parked;

  void add(BatchPlan<?> plan, List<Parking> newPoison) {
    poison.addAll(newPoison);
    Instant at = plan.latest();
    if (at != null && (latest == null || latest.isBefore(at))) {
      latest = at;
    }
    applied += plan.applied();
    passed += plan.passed();
    duplicates += plan.duplicates();
    parked += plan.parkings().size();
  }

  /** Parked records that are at fault themselves; each needs a notice. */
  public List<Parking> poison() {
    return poison;
  }

  /** When the youngest applied event was recorded; null if none was applied. */
  public @Nullable Instant latest() {
    return latest;
  }

  /** Events folded. */
  public int applied() {
    return applied;
  }

  /** Events that the projection has no use for. */
  public int passed() {
    return passed;
  }

  /** Records that had been applied before. */
  public int duplicates() {
    return duplicates;
  }

  /** Records parked, those behind a poison record included. */
  public int parked() {
    return parked;
  }
}
