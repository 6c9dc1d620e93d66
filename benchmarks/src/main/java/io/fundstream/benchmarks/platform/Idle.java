package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

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
        long before = cpu(platform.pid());
        long begin = System.nanoTime();
        pass(rounds.length().multipliedBy(2));
        percents.add(100.0 * (cpu(platform.pid()) - before) / (System.nanoTime() - begin));
      }
    }
    return List.of(
        Result.atMost(
            "idle platform, all processes",
            "% of a core",
            Rounds.Series.of(percents),
            AIM_PERCENT));
  }

  /** Nanoseconds, of a process and all below it. */
  private static long cpu(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }

  private static void pass(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
  }
}
