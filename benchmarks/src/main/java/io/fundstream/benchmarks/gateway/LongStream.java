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
import java.util.UUID;

/** One fund that gets a hundred thousand drafts, in batches: the last tenth against the second. */
public final class LongStream implements Benchmark {
  private static final int TENTH = 10_000;
  private static final int TENTHS = 10;
  private static final double AIM = 0.8;

  @Override
  public String name() {
    return "long-stream";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> last = new ArrayList<>();
    try (TestDatabase database = TestDatabase.fresh();
        RunningService gateway = BenchGateway.start(database)) {
      for (int round = 0; round <= rounds.count(); round++) {
        UUID fund = UUID.randomUUID();
        register(gateway.http(), fund);
        double second = 0;
        double tenth = 0;
        for (int part = 1; part <= TENTHS; part++) {
          tenth = draftsPerSecond(gateway.http(), fund);
          if (part == 2) second = tenth;
        }
        if (round == 0) continue;
        first.add(second);
        last.add(tenth);
      }
    }
    return List.of(
        Result.ratio(
            "drafts of one fund, after 90,000 events",
            "events/s",
            Rounds.Series.of(last),
            "after 10,000",
            Rounds.Series.of(first),
            AIM));
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
    send(gateway, draft.repeat(TENTH), TENTH);
    return TENTH * 1e9 / (System.nanoTime() - begin);
  }

  private static void send(URI gateway, String lines, int count) throws IOException {
    try (Line line = new Line(gateway)) {
      line.exchange(Line.post("/v1/batches", BenchGateway.KEY, "application/x-ndjson", lines), 200);
      Batches.check(line.text(), count);
    }
  }
}
