package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches of new funds, two at a time, without an {@code Idempotency-Key}, as the limit has none
 * either; and the same with one, which costs a row more a line.
 */
public final class Batches implements Benchmark {
  private static final int LINES = 2_000;
  private static final int CONNECTIONS = 2;
  private static final double AIM = 0.4;
  private static final String LINE =
      "{\"command\":\"fund.register\"," + Connections.FUND.substring(1).strip() + "\n";
  private static final String BODY = LINE.repeat(LINES);

  @Override
  public String name() {
    return "batches";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        Inserts limit = new Inserts(database, 4, 50);
        RunningService gateway = BenchGateway.start(database)) {
      URI uri = gateway.http();
      List<Rounds.Series> series =
          rounds.inTurn(
              List.of(
                  length -> linesPerSecond(uri, length, false),
                  length -> linesPerSecond(uri, length, true),
                  limit::rowsPerSecond));
      String what = "batches of %,d lines".formatted(LINES);
      String against = "fifty rows an insert, four connections";
      return List.of(
          Result.ratio(what, "events/s", series.get(0), against, series.get(2), AIM),
          Result.ratio(
              what + " with an Idempotency-Key",
              "events/s",
              series.get(1),
              against,
              series.get(2),
              AIM));
    }
  }

  private static double linesPerSecond(URI gateway, Duration length, boolean keyed)
      throws Exception {
    long begin = System.nanoTime();
    long lines = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> counts =
          clients.invokeAll(
              Collections.nCopies(
                  CONNECTIONS, () -> send(gateway, begin + length.toNanos(), keyed)));
      for (Future<Long> count : counts) lines += count.get();
    }
    return lines * 1e9 / (System.nanoTime() - begin);
  }

  private static long send(URI gateway, long end, boolean keyed) throws IOException {
    long lines = 0;
    try (Line line = new Line(gateway)) {
      while (System.nanoTime() < end) {
        line.exchange(request(keyed), 200);
        check(line.text(), LINES);
        lines += LINES;
      }
    }
    return lines;
  }

  private static byte[] request(boolean keyed) {
    String type = "application/x-ndjson";
    if (keyed) type += "\r\nIdempotency-Key: " + UUID.randomUUID();
    return Line.post("/v1/batches", BenchGateway.KEY, type, BODY);
  }

  /** All of them have to have been taken. */
  static void check(String results, int lines) {
    long taken = results.lines().filter(result -> result.contains("\"status\":20")).count();
    if (taken != lines) {
      throw new IllegalStateException(
          "only " + taken + " lines were taken: " + results.lines().limit(3).toList());
    }
  }
}
