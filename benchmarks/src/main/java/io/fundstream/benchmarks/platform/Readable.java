package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.pipe.PipeProcess;
import io.fundstream.benchmarks.pipe.PipeReadBack;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Commands at a steady 500 a second, each read back at once: how long from its answer until it can
 * be read, and what processor time that takes; then the same of the bare pipe. And what the JVM of
 * the services takes of memory after all that.
 */
public final class Readable implements Benchmark {
  private static final double P50_MILLIS = 20;
  private static final double P99_MILLIS = 80;
  private static final double OF_PIPE = 1.0;
  private static final double PROCESSOR_OF_PIPE = 1.2;
  private static final double MEGABYTES = 700;
  private static final String PIPE = "the bare pipe";
  private static final Result.Condition FAST_HAND_OVER =
      new Result.Condition("a hand-over costs ≤ 15 µs", machine -> machine.handOverMicros() <= 15);

  @Override
  public String name() {
    return "readable";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<SteadyLoad> ours;
    double resident;
    try (Platform platform = Platform.start()) {
      ours = load(rounds, platform);
      resident = Resident.megabytes(platform.pid());
    }
    List<SteadyLoad> bare = bare(rounds);
    String what =
        "command answered → readable over HTTP, %d commands/s, ".formatted(SteadyLoad.PER_SECOND);
    return List.of(
        Result.atMost(what + "p50", "ms", SteadyLoad.series(ours, SteadyLoad::p50), P50_MILLIS)
            .onlyWhere(FAST_HAND_OVER),
        Result.atMost(what + "p99", "ms", SteadyLoad.series(ours, SteadyLoad::p99), P99_MILLIS)
            .onlyWhere(FAST_HAND_OVER),
        ofPipe(what + "p50", ours, bare, SteadyLoad::p50, OF_PIPE),
        ofPipe(what + "p99", ours, bare, SteadyLoad::p99, OF_PIPE),
        ofPipe(
            "processor time a command at that load, all processes",
            ours,
            bare,
            SteadyLoad::processor,
            PROCESSOR_OF_PIPE),
        Result.atMost(
            "resident memory of all services in one JVM, after that",
            "MB",
            new Rounds.Series(resident),
            MEGABYTES));
  }

  private static Result ofPipe(
      String what,
      List<SteadyLoad> ours,
      List<SteadyLoad> bare,
      ToDoubleFunction<SteadyLoad> figure,
      double aim) {
    return Result.ratioAtMost(
        what, "ms", SteadyLoad.series(ours, figure), PIPE, SteadyLoad.series(bare, figure), aim);
  }

  private static List<SteadyLoad> load(Rounds rounds, Platform platform) throws Exception {
    try (ReadBack readBack = new ReadBack(platform)) {
      return SteadyLoad.run(rounds, "platform", platform.pid(), readBack);
    } catch (Exception e) {
      platform.keep();
      throw e;
    }
  }

  private static List<SteadyLoad> bare(Rounds rounds) throws Exception {
    try (PipeProcess pipe = PipeProcess.start(Platform.options())) {
      pipe.firstRow(); // its sender and its consumer are only then surely there
      try (PipeReadBack readBack = pipe.readBack()) {
        return SteadyLoad.run(rounds, "bare pipe", pipe.pid(), readBack);
      } catch (Exception e) {
        pipe.keep();
        throw e;
      }
    }
  }
}
