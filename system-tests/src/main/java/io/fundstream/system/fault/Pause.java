package io.fundstream.system.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
public final class Pause {
  private Pause() {}

  /** Returns after this long; at once when it is not positive. */
  public static void of(Duration length) {
    try {
      boolean never = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
      if (never) throw new IllegalStateException("nobody counts this down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
