package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the platform costs while nobody uses it: CPU time of all its processes. */
public final class Idle implements Benchmark {
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final double AIM_PERCENT = 25;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Double> percents = new ArrayList<>();
    try (Platform platform = Platform.start()) {
      platform.firstFund();
      pass(SETTLING);
      for (int round = 0; round < rounds.count(); round++) {
        double before = ProcessorTime.seconds(platform.pid());
        long begin = System.nanoTime();
        pass(rounds.length().multipliedBy(2));
        double spent = ProcessorTime.seconds(platform.pid()) - before;
        percents.add(100.0 * spent * 1e9 / (System.nanoTime() - begin));
      }
    }
    return List.of(
        Result.atMost(
            "idle platform, all processes",
            "% of a core",
            Rounds.Series.of(percents),
            AIM_PERCENT));
  }

  private static void pass(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }
}
