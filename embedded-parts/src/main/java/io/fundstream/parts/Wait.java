package io.fundstream.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asking again until it is so. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(25);

  private Wait() {}

  /** Whether it became true in time; gives up early, with false, when the thread is interrupted. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end) || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
