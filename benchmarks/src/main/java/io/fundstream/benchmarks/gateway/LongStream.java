package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Drafts of a fund that has a hundred thousand of them, and of a new one, in batches. */
public final class LongStream implements Benchmark {
  private static final int EVENTS = 100_000;
  private static final int DRAFTS = 10_000;
  private static final double AIM = 0.8;

  @Override
  public String name() {
    return "long-stream";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        RunningService gateway = BenchGateway.start(database)) {
      UUID old = UUID.randomUUID();
      register(gateway.http(), old);
      for (int written = 0; written < EVENTS; written += DRAFTS) {
        draftsPerSecond(gateway.http(), old);
      }
      List<Rounds.Series> series =
          rounds.inTurn(
              List.of(_ -> draftsPerSecond(gateway.http(), old), _ -> ofNewFund(gateway.http())));
      return List.of(
          Result.ratio(
              "drafts of a fund with %,d events".formatted(EVENTS),
              "events/s",
              series.get(0),
              "of a new fund",
              series.get(1),
              AIM));
    }
  }

  private static double ofNewFund(URI gateway) throws IOException {
    UUID fund = UUID.randomUUID();
    register(gateway, fund);
    return draftsPerSecond(gateway, fund);
  }

  private static void register(URI gateway, UUID fund) throws IOException {
    send(
        gateway,
        "{\"command\":\"fund.register\",\"id\":\"" + fund + "\"," + Connections.FUND.substring(1),
        1);
  }

  private static double draftsPerSecond(URI gateway, UUID fund) throws IOException {
    String draft = "{\"command\":\"fund.save-draft\",\"id\":\"" + fund + "\",\"config\":{}}\n";
    long begin = System.nanoTime();
    send(gateway, draft.repeat(DRAFTS), DRAFTS);
    return DRAFTS * 1e9 / (System.nanoTime() - begin);
  }

  private static void send(URI gateway, String lines, int count) throws IOException {
    try (Line line = new Line(gateway)) {
      line.exchange(Line.post("/v1/batches", BenchGateway.KEY, "application/x-ndjson", lines), 200);
      Batches.check(line.text(), count);
    }
  }
}
