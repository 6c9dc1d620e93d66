package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.pipe.PipeProcess;
import io.fundstream.parts.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From nothing running to a first command read back, on a folder that was used before; in turn with
 * the same parts started bare, to a first event read back.
 */
public final class StartUp implements Benchmark {
  private static final double AIM_SECONDS = 8;
  private static final double OF_BARE = 1.5;
  private static final String WHAT = "start to first event readable, built, warm";
  private static final Result.Condition FAST_PROCESSOR =
      new Result.Condition(
          "ten million additions take ≤ 0.5 s", machine -> machine.additionsSeconds() <= 0.5);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    Path data = Folders.temporary("bench");
    Path bareData = Folders.temporary("pipe");
    try {
      for (int round = 0; round <= rounds.count(); round++) {
        double first = platform(data);
        double second = pipe(bareData);
        System.err.printf("  round %d: %.1f, %.1f s%n", round, first, second);
        if (round == 0) continue;
        ours.add(first);
        bare.add(second);
      }
    } finally {
      Folders.delete(data);
      Folders.delete(bareData);
    }
    return List.of(
        Result.atMost(WHAT, "s", Rounds.Series.of(ours), AIM_SECONDS).onlyWhere(FAST_PROCESSOR),
        Result.ratioAtMost(
            WHAT,
            "s",
            Rounds.Series.of(ours),
            "the same parts started bare",
            Rounds.Series.of(bare),
            OF_BARE));
  }

  private static double platform(Path data) throws Exception {
    long begin = System.nanoTime();
    try (Platform platform = Platform.start(data)) {
      platform.firstFund();
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static double pipe(Path data) throws Exception {
    long begin = System.nanoTime();
    try (PipeProcess pipe = PipeProcess.start(Platform.options(), data)) {
      pipe.firstRow();
      return (System.nanoTime() - begin) / 1e9;
    }
  }
}
