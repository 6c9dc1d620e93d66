package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.service.RunningService;
import java.util.List;

/** One command a request over HTTP, durable: {@code POST /v1/funds}, every one a new fund. */
public final class OneCommand implements Benchmark {
  private static final int CONNECTIONS = 64;
  private static final double OF_INSERTS = 0.8;
  private static final double OF_NAIVE = 3;

  @Override
  public String name() {
    return "one-command";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    byte[] fund = Line.post("/v1/funds", BenchGateway.KEY, Connections.JSON, Connections.FUND);
    try (TestDatabase database = TestDatabase.fresh();
        Inserts limit = new Inserts(database, CONNECTIONS, 1);
        NaiveGateway naive = new NaiveGateway(database);
        RunningService gateway = BenchGateway.start(database);
        Connections ours = new Connections(gateway.http(), CONNECTIONS, () -> fund);
        Connections theirs = new Connections(naive.uri(), CONNECTIONS, () -> fund)) {
      List<Rounds.Series> series =
          rounds.inTurn(List.of(ours::perSecond, limit::rowsPerSecond, theirs::perSecond));
      String what = "one command a request, durable, %d connections".formatted(CONNECTIONS);
      return List.of(
          Result.ratio(
              what,
              "accepted/s",
              series.get(0),
              "one insert a transaction",
              series.get(1),
              OF_INSERTS),
          Result.ratio(
              what,
              "accepted/s",
              series.get(0),
              "a naive gateway (transaction per command, log and outbox)",
              series.get(2),
              OF_NAIVE));
    }
  }
}
