package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.RawRecord;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be parked.
 *
 * @param flaw what is wrong with it; null if it only waits behind one with a flaw
 */
public record Parking(RawRecord raw, UUID key, OptionalLong seq, @Nullable Flaw flaw) {

  static Parking of(Arrival.Poison<?> poison) {
    return new Parking(poison.raw(), poison.key(), poison.seq(), poison.flaw());
  }

  static Parking behind(Arrival<?> arrival) {
    return new Parking(arrival.raw(), arrival.key(), arrival.seq(), null);
  }

  /** Whether the record itself is at fault. */
  public boolean poison() {
    return flaw != null;
  }

  /** Why it is parked, in one sentence. */
  public String reason() {
    return flaw == null ? "waits behind a parked record of its key" : flaw.reason();
  }
}
