package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.OpenLoop;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Commands at a steady 500 a second, each read back at once: how long from its answer until it can
 * be read. Then what the JVM of the services takes of memory after all that.
 */
public final class Readable implements Benchmark {
  private static final int PER_SECOND = 500;
  private static final double P50_MILLIS = 20;
  private static final double P99_MILLIS = 80;
  private static final double MEGABYTES = 700;

  /** A second, in rounds that do not count: all of it would be too much for cold JVMs. */
  private static final int[] RAMP = {20, 50, 100, 200, 300, 400};

  /** Rounds at full load that do not count either: the compilers are busy for that long. */
  private static final int WARM = 12;

  @Override
  public String name() {
    return "readable";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Double> p50 = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    double resident;
    try (Platform platform = Platform.start()) {
      try (ReadBack readBack = new ReadBack(platform)) {
        load(rounds, readBack, p50, p99);
      } catch (Exception e) {
        platform.keep();
        throw e;
      }
      resident = Resident.megabytes(platform.pid());
    }
    String what = "command answered → readable over HTTP, %d commands/s, ".formatted(PER_SECOND);
    return List.of(
        Result.atMost(what + "p50", "ms", Rounds.Series.of(p50), P50_MILLIS),
        Result.atMost(what + "p99", "ms", Rounds.Series.of(p99), P99_MILLIS),
        Result.atMost(
            "resident memory of all services in one JVM, after that",
            "MB",
            new Rounds.Series(resident),
            MEGABYTES));
  }

  private static void load(Rounds rounds, ReadBack readBack, List<Double> p50, List<Double> p99)
      throws Exception {
    int warm = rounds.count() > 1 ? WARM : 0;
    for (int round = 1 - RAMP.length - warm; round <= rounds.count(); round++) {
      int step = round + RAMP.length + warm - 1;
      int perSecond = step < RAMP.length ? RAMP[step] : PER_SECOND;
      Histogram micros = OpenLoop.run(perSecond, rounds.length(), readBack);
      System.err.printf(
          "  round %d: p50 %,.1f, p99 %,.1f ms%n",
          round, micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
      if (round <= 0) continue;
      p50.add(micros.getValueAtPercentile(50) / 1e3);
      p99.add(micros.getValueAtPercentile(99) / 1e3);
    }
  }
}
