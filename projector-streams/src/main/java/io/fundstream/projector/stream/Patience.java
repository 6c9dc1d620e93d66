package io.fundstream.projector.stream;

import io.fundstream.schemas.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a registry that is away, until it is back, the bound is reached, or we close. */
final class Patience {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 2_000;

  private final AppState state;
  private final CountDownLatch closing = new CountDownLatch(1);

  Patience(AppState state) {
    this.state = state;
  }

  /** Ends all waiting. */
  void end() {
    closing.countDown();
  }

  /**
   * Tries again and again.
   *
   * @throws Unfinished if the bound is reached, or we close
   */
  <T> T until(Duration bound, RegistryUnavailable first, Supplier<T> again) {
    long deadline = System.nanoTime() + bound.toNanos();
    RegistryUnavailable failure = first;
    for (long pause = FIRST_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
      state.hindered("waits for the schema registry: " + failure.getMessage());
      if (ended(pause, failure) || System.nanoTime() > deadline) {
        throw new Unfinished("the schema registry: " + failure.getMessage(), failure);
      }
      try {
        T result = again.get();
        state.unhindered();
        return result;
      } catch (RegistryUnavailable e) {
        failure = e;
      }
    }
  }

  private boolean ended(long pause, RegistryUnavailable failure) {
    try {
      return closing.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unfinished("interrupted", failure);
    }
  }
}
