package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.OpenLoop;
import io.fundstream.benchmarks.relay.Scrape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Half of the load of {@code readable} for a quarter of an hour: what the JVM of the services takes
 * of memory at the end against what it took when the caches had filled to their bounds.
 */
public final class Soak implements Benchmark {
  private static final int PER_SECOND = 250;
  private static final int MINUTES = 15;

  /** At 250 new funds a second no cache of 20 000 is still filling then. */
  private static final int MINUTES_TO_FILL = 4;

  private static final double FLAT = 1.1;
  private static final double MEGABYTE = 1_000_000;

  /** Not all at once, for the JVMs are cold. */
  private static final int[] RAMP = {20, 50, 100, 200, 250, 250};

  private record Memory(double heap, double resident) {}

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    int minutes = rounds.count() == 1 ? 1 : MINUTES;
    try (Platform platform = Platform.start();
        ReadBack readBack = new ReadBack(platform)) {
      for (int perSecond : RAMP) {
        OpenLoop.run(perSecond, Duration.ofMinutes(1).dividedBy(RAMP.length), readBack);
      }
      tell("cold", memory(platform));
      load(platform, readBack, rounds.count() == 1 ? 1 : MINUTES_TO_FILL);
      Memory before = memory(platform);
      tell("start", before);
      load(platform, readBack, minutes);
      Memory after = memory(platform);
      tell("end", after);
      String what = ", %d minutes of %d commands/s, end ÷ start".formatted(minutes, PER_SECOND);
      return List.of(
          ratio("heap in use after a full collection" + what, after.heap(), before.heap()),
          ratio("resident memory" + what, after.resident(), before.resident()));
    }
  }

  private static void load(Platform platform, ReadBack readBack, int minutes) throws Exception {
    for (int minute = 1; minute <= minutes; minute++) {
      Histogram micros = OpenLoop.run(PER_SECOND, Duration.ofMinutes(1), readBack);
      System.err.printf(
          "  minute %d: p50 %,.1f, p99 %,.1f ms, resident %,.0f MB%n",
          minute,
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          Resident.megabytes(platform.pid()));
    }
  }

  private static Result ratio(String what, double after, double before) {
    return Result.atMost(what, "", new Rounds.Series(after / before), FLAT);
  }

  private static void tell(String when, Memory memory) {
    System.err.printf(
        "  %s: heap in use after a full collection %,.0f MB, resident %,.0f MB%n",
        when, memory.heap(), memory.resident());
  }

  /** After a full collection: what is garbage is not in use. */
  private static Memory memory(Platform platform) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    int status =
        new ProcessBuilder(jcmd.toString(), Long.toString(platform.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) throw new IllegalStateException("jcmd ended with " + status);
    double heap =
        Scrape.sum(platform.gateway(), "fundstream_jvm_memory_used_bytes{", "area=\"heap\"");
    return new Memory(heap / MEGABYTE, Resident.megabytes(platform.pid()));
  }
}
