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
import java.util.function.Supplier;

/**
 * Batches, two at a time: of new funds, where each event makes two heads; of drafts of a few funds,
 * as an import sends them; without an {@code Idempotency-Key}, as the limit has none either, and
 * with one, which costs a row more a line.
 */
public final class Batches implements Benchmark {
  private static final int LINES = 2_000;
  private static final int CONNECTIONS = 2;
  private static final int FUNDS = 40;
  private static final double AIM = 0.4;
  private static final String FUND =
      "{\"command\":\"fund.register\",%s" + Connections.FUND.substring(1).strip() + "\n";

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
      String funds = FUND.formatted("").repeat(LINES);
      String drafts = drafts(uri);
      List<Rounds.Series> series =
          rounds.inTurn(
              List.of(
                  length -> linesPerSecond(uri, length, () -> request(funds, false)),
                  length -> linesPerSecond(uri, length, () -> request(funds, true)),
                  length -> linesPerSecond(uri, length, () -> request(drafts, false)),
                  limit::rowsPerSecond));
      return List.of(
          result("batches of %,d new funds".formatted(LINES), series, 0),
          result("the same with an Idempotency-Key", series, 1),
          result("batches of %,d drafts of %d funds".formatted(LINES, FUNDS), series, 2));
    }
  }

  private static Result result(String what, List<Rounds.Series> series, int which) {
    String against = "fifty rows an insert, four connections";
    return Result.ratio(what, "events/s", series.get(which), against, series.getLast(), AIM);
  }

  /** Registers funds and answers the lines of their drafts. */
  private static String drafts(URI gateway) throws IOException {
    StringBuilder registrations = new StringBuilder();
    StringBuilder round = new StringBuilder();
    for (int n = 0; n < FUNDS; n++) {
      UUID fund = UUID.randomUUID();
      registrations.append(FUND.formatted("\"id\":\"" + fund + "\","));
      round.append(
          "{\"command\":\"fund.save-draft\",\"id\":\"%s\",\"config\":{}}\n".formatted(fund));
    }
    try (Line line = new Line(gateway)) {
      line.exchange(request(registrations.toString(), false), 200);
      check(line.text(), FUNDS);
    }
    return round.toString().repeat(LINES / FUNDS);
  }

  private static double linesPerSecond(URI gateway, Duration length, Supplier<byte[]> request)
      throws Exception {
    long begin = System.nanoTime();
    long lines = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> counts =
          clients.invokeAll(
              Collections.nCopies(
                  CONNECTIONS, () -> send(gateway, begin + length.toNanos(), request)));
      for (Future<Long> count : counts) lines += count.get();
    }
    return lines * 1e9 / (System.nanoTime() - begin);
  }

  private static long send(URI gateway, long end, Supplier<byte[]> request) throws IOException {
    long lines = 0;
    try (Line line = new Line(gateway)) {
      while (System.nanoTime() < end) {
        line.exchange(request.get(), 200);
        check(line.text(), LINES);
        lines += LINES;
      }
    }
    return lines;
  }

  private static byte[] request(String lines, boolean keyed) {
    String type = "application/x-ndjson";
    if (keyed) type += "\r\nIdempotency-Key: " + UUID.randomUUID();
    return Line.post("/v1/batches", BenchGateway.KEY, type, lines);
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
