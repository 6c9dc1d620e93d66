package io.fundstream.stack.command;

import io.fundstream.projector.rebuild.RebuildDesk.Filled;
import java.util.Locale;

/** How fast a rebuild goes and how long it will take, from what was seen so far. */
final class RebuildPace {
  private static final double NANOS = 1e9;

  private long first = -1;
  private long began;

  /**
   * {@code 12,000 of 40,000 records (30 %), 9,800/s, 3 s left}; Kafka's marks of ended transactions
   * count as records.
   */
  String text(Filled filled) {
    long now = System.nanoTime();
    if (first < 0) {
      first = filled.done();
      began = now;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%,d of %,d records (%d %%)",
            filled.done(),
            filled.total(),
            filled.total() == 0 ? 100 : 100 * filled.done() / filled.total());
    double rate = (filled.done() - first) / Math.max(1e-9, (now - began) / NANOS);
    if (rate >= 1) {
      long left = Math.round(Math.ceil((filled.total() - filled.done()) / rate));
      text += String.format(Locale.ROOT, ", %,d/s, %,d s left", Math.round(rate), left);
    }
    return filled.parked() == 0 ? text : text + ", " + filled.parked() + " parked";
  }
}
