package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** All connections write to one fund, against the same over a thousand funds. */
public final class HotKey implements Benchmark {
  private static final int CONNECTIONS = 64;
  private static final int FUNDS = 1_000;
  private static final double AIM = 0.5;

  @Override
  public String name() {
    return "hot-key";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        RunningService gateway = BenchGateway.start(database)) {
      List<byte[]> drafts = drafts(gateway.http());
      try (Connections one = new Connections(gateway.http(), CONNECTIONS, drafts::getFirst);
          Connections many =
              new Connections(
                  gateway.http(),
                  CONNECTIONS,
                  () -> drafts.get(ThreadLocalRandom.current().nextInt(FUNDS)))) {
        List<Rounds.Series> series = rounds.inTurn(List.of(one::perSecond, many::perSecond));
        return List.of(
            Result.ratio(
                "one hot partition key, %d connections".formatted(CONNECTIONS),
                "accepted/s",
                series.get(0),
                "the same over %,d keys".formatted(FUNDS),
                series.get(1),
                AIM));
      }
    }
  }

  private static List<byte[]> drafts(URI gateway) throws IOException {
    byte[] fund = Line.post("/v1/funds", BenchGateway.KEY, Connections.JSON, Connections.FUND);
    List<byte[]> drafts = new ArrayList<>();
    try (Line line = new Line(gateway)) {
      for (int n = 0; n < FUNDS; n++) {
        line.exchange(fund, 201);
        String path = "/v1/funds/" + line.field("id") + "/drafts";
        drafts.add(Line.post(path, BenchGateway.KEY, Connections.JSON, "{\"config\":{}}"));
      }
    }
    return drafts;
  }
}
