package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.OpenLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What a round of a steady 500 commands a second gave, each command read back at once. The load
 * generator is this JVM, so its processor time is in no figure.
 *
 * @param p50 milliseconds from the answer until it was read
 * @param p99 the same
 * @param processor milliseconds of processor time a command, all processes of the loaded
 */
record SteadyLoad(double p50, double p99, double processor) {
  static final int PER_SECOND = 500;

  /** A second, in rounds that do not count: all of it would be too much for cold JVMs. */
  private static final int[] RAMP = {20, 50, 100, 200, 300, 400};

  /**
   * Loads for as long as the rounds say before it counts.
   *
   * @param pid of the process that the loaded is, with its children
   * @return the rounds that count
   */
  static List<SteadyLoad> run(Rounds rounds, String who, long pid, OpenLoop.Work work)
      throws Exception {
    long warm = Math.ceilDiv(rounds.load().toMillis(), rounds.length().toMillis());
    for (int perSecond : RAMP) round(perSecond, rounds.length(), who, pid, work);
    for (int n = 0; n < warm; n++) round(PER_SECOND, rounds.length(), who, pid, work);
    List<SteadyLoad> counted = new ArrayList<>();
    for (int n = 0; n < rounds.count(); n++) {
      counted.add(round(PER_SECOND, rounds.length(), who, pid, work));
    }
    return counted;
  }

  private static SteadyLoad round(
      int perSecond, Duration length, String who, long pid, OpenLoop.Work work) throws Exception {
    double before = ProcessorTime.seconds(pid);
    Histogram micros = OpenLoop.run(perSecond, length, work);
    double seconds = ProcessorTime.seconds(pid) - before;
    SteadyLoad round =
        new SteadyLoad(
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            seconds * 1e3 / micros.getTotalCount());
    System.err.printf(
        "  %s, %d/s: p50 %,.1f, p99 %,.1f ms, %.2f ms of processor a command%n",
        who, perSecond, round.p50(), round.p99(), round.processor());
    return round;
  }

  /** One figure of all rounds. */
  static Rounds.Series series(List<SteadyLoad> rounds, ToDoubleFunction<SteadyLoad> figure) {
    return new Rounds.Series(rounds.stream().mapToDouble(figure).toArray());
  }
}
