package io.fundstream.runtime.supervisor;

import java.time.Duration;

/**
 * How long to wait before the next try: the first time {@code first}, then twice as long each time,
 * never longer than {@code longest}. A run that lasted {@code settled} starts over at {@code
 * first}.
 */
public record BackOff(Duration first, Duration longest, Duration settled) {
  /**
   * 0.2 s up to 2 s; forgotten after 30 s of running. What failed is near, so asking every two
   * seconds costs it nothing, and longer waits would be most of a recovery.
   */
  public static final BackOff DEFAULT =
      new BackOff(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(30));

  public BackOff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("0 < first <= longest, but " + first + ", " + longest);
    }
  }

  /**
   * @param failures how often in a row it has failed, 1 or more
   */
  public Duration after(int failures) {
    Duration wait = first;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
