package io.fundstream.benchmarks.relay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How fast a count grows. The first tenth is left out: connecting is no part of what is measured.
 */
public final class Pace {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Pace() {}

  /**
   * Waits until all are delivered.
   *
   * @return how many a second, from the first tenth to the last; from the start when all came
   *     between two looks
   * @throws IllegalStateException if that takes longer than two minutes
   */
  public static double perSecond(long all, LongSupplier delivered) {
    long start = System.nanoTime();
    long first = await(all / 10, delivered);
    long begin = System.nanoTime();
    if (first >= all) {
      return first * 1e9 / (begin - start);
    }
    long last = await(all, delivered);
    return (last - first) * 1e9 / (System.nanoTime() - begin);
  }

  /**
   * Waits until so many are delivered, or more.
   *
   * @return how many are
   * @throws IllegalStateException if that takes longer than two minutes
   */
  public static long await(long count, LongSupplier delivered) {
    long end = System.nanoTime() + LONGEST.toNanos();
    long now = delivered.getAsLong();
    while (now < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("only " + now + " of " + count + " were delivered");
      }
      LockSupport.parkNanos(LOOK.toNanos());
      now = delivered.getAsLong();
    }
    return now;
  }
}
