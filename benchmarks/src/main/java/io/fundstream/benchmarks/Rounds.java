package io.fundstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things measured in turn, A B A B, so that a machine that slows down slows all of them.
 *
 * @param warmUp rounds before those that count: a JVM is slow until it knows what it does
 * @param count rounds that count
 * @param length how long each is measured in each round
 * @param load how long a platform is under its full load before the rounds that count
 */
public record Rounds(int warmUp, int count, Duration length, Duration load) {

  /** Something that can be put under load. */
  @FunctionalInterface
  public interface Measured {
    /** Runs for about {@code length} and answers units of work a second. */
    double run(Duration length) throws Exception;
  }

  /** What the rounds gave. */
  public record Series(double... values) {
    /** Of figures that were taken one by one. */
    public static Series of(List<Double> values) {
      return new Series(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double median() {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    double spread() {
      double least = Arrays.stream(values).min().orElseThrow();
      return (Arrays.stream(values).max().orElseThrow() - least) / median();
    }
  }

  /** A series for each. */
  public List<Series> inTurn(List<Measured> all) throws Exception {
    List<List<Double>> values = new ArrayList<>();
    all.forEach(one -> values.add(new ArrayList<>()));
    for (int round = 1 - warmUp; round <= count; round++) {
      for (int n = 0; n < all.size(); n++) {
        double measured = all.get(n).run(length);
        System.err.printf("  round %d, %d: %,.0f%n", round, n + 1, measured);
        if (round > 0) values.get(n).add(measured);
      }
    }
    return values.stream().map(Series::of).toList();
  }
}
