package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.parts.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From nothing running to a first command read back, on a folder that was used before. */
public final class StartUp implements Benchmark {
  private static final double AIM_SECONDS = 8;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    Path data = Folders.temporary("bench");
    List<Double> seconds = new ArrayList<>();
    try {
      for (int round = 0; round <= rounds.count(); round++) {
        long begin = System.nanoTime();
        try (Platform platform = Platform.start(data)) {
          platform.firstFund();
          if (round > 0) seconds.add((System.nanoTime() - begin) / 1e9);
        }
      }
    } finally {
      Folders.delete(data);
    }
    return List.of(
        Result.atMost(
            "start to first event readable, built, warm",
            "s",
            Rounds.Series.of(seconds),
            AIM_SECONDS));
  }
}
