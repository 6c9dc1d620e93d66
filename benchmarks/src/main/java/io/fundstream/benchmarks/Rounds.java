package io.fundstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two things measured in turn, A B A B, so that a machine that slows down slows both.
 *
 * @param count rounds that count; one more before them warms up and does not
 * @param length how long each is measured in each round
 */
record Rounds(int count, Duration length) {

  /** Something that can be put under load. */
  @FunctionalInterface
  interface Measured {
    /** Runs for about {@code length} and answers units of work a second. */
    double run(Duration length) throws Exception;
  }

  /** What the rounds gave. */
  record Series(double... values) {
    double median() {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double spread() {
      return (Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow())
          / median();
    }
  }

  /** The two series of one comparison. */
  record Pair(Series mine, Series other) {}

  Pair inTurn(Measured mine, Measured other) throws Exception {
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    for (int round = 0; round <= count; round++) {
      double one = mine.run(length);
      double two = other.run(length);
      if (round > 0) {
        a.add(one);
        b.add(two);
      }
    }
    return new Pair(series(a), series(b));
  }

  private static Series series(List<Double> values) {
    return new Series(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
