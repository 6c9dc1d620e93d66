package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.benchmarks.load.OpenLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.HdrHistogram.Histogram;

/**
 * Commands at a steady 500 a second, each read back at once: how long from its answer until it can
 * be read. Then what the JVM of the services takes of memory after all that.
 */
public final class Readable implements Benchmark {
  private static final int PER_SECOND = 500;
  private static final double P50_MILLIS = 20;
  private static final double P99_MILLIS = 80;
  private static final double MEBIBYTES = 700;

  /** A second, in rounds that do not count: all of it would be too much for cold JVMs. */
  private static final int[] RAMP = {20, 50, 100, 200, 300, 400};

  @Override
  public String name() {
    return "readable";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Double> p50 = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    double resident;
    try (Platform platform = Platform.start();
        Pool commands = new Pool(() -> new Line(platform.gateway()));
        Pool queries = new Pool(() -> new Line(platform.query()))) {
      byte[] register = platform.register();
      for (int round = 1 - RAMP.length; round <= rounds.count(); round++) {
        Histogram micros =
            OpenLoop.run(
                round > 0 ? PER_SECOND : RAMP[round + RAMP.length - 1],
                rounds.length(),
                due -> {
                  Line command = commands.take();
                  command.exchange(register, 201);
                  byte[] read = platform.readable(command.field("id"), command.field("position"));
                  long answered = System.nanoTime();
                  commands.give(command);
                  Line query = queries.take();
                  query.exchange(read, 200);
                  queries.give(query);
                  return (System.nanoTime() - answered) / 1_000;
                });
        System.err.printf(
            "  round %d: p50 %,.1f, p99 %,.1f ms%n",
            round, micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
        if (round <= 0) continue;
        p50.add(micros.getValueAtPercentile(50) / 1e3);
        p99.add(micros.getValueAtPercentile(99) / 1e3);
      }
      resident = resident(platform.pid());
    }
    String what = "command answered → readable over HTTP, %d commands/s, ".formatted(PER_SECOND);
    return List.of(
        Result.atMost(what + "p50", "ms", Rounds.Series.of(p50), P50_MILLIS),
        Result.atMost(what + "p99", "ms", Rounds.Series.of(p99), P99_MILLIS),
        Result.atMost(
            "resident memory of all services in one JVM, after that",
            "MiB",
            new Rounds.Series(resident),
            MEBIBYTES));
  }

  /** As Linux counts it. */
  private static double resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Connections that nobody uses at the moment, the last used first. */
  private static final class Pool implements AutoCloseable {
    private interface Connect {
      Line line() throws IOException;
    }

    private final Deque<Line> free = new ConcurrentLinkedDeque<>();
    private final Connect connect;

    Pool(Connect connect) {
      this.connect = connect;
    }

    Line take() throws IOException {
      for (Line line = free.poll(); line != null; line = free.poll()) {
        if (line.fresh()) return line;
        line.close();
      }
      return connect.line();
    }

    void give(Line line) {
      free.push(line);
    }

    @Override
    public void close() throws IOException {
      for (Line line : free) line.close();
    }
  }
}
