package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Clients;
import io.fundstream.benchmarks.load.Clients.Client;
import io.fundstream.benchmarks.load.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Reading a fund by its id, against what the same server answers without a database. */
public final class ReadById implements Benchmark {
  private static final int CONNECTIONS = 32;
  private static final int FUNDS = 2_000;
  private static final double AIM = 0.3;
  private static final String STATIC = "/healthz";

  @Override
  public String name() {
    return "read-by-id";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (Platform platform = Platform.start()) {
      List<byte[]> funds = funds(platform);
      byte[] fixed = Line.get(STATIC, platform.apiKey());
      List<Client> readers =
          clients(platform, lines, () -> funds.get(ThreadLocalRandom.current().nextInt(FUNDS)));
      List<Client> others = clients(platform, lines, () -> fixed);
      List<Rounds.Series> series =
          rounds.inTurn(
              List.of(
                  length -> Clients.perSecond(readers, length),
                  length -> Clients.perSecond(others, length)));
      for (Line line : lines) line.close();
      return List.of(
          Result.ratio(
              "read by id, %,d funds, %d connections".formatted(FUNDS, CONNECTIONS),
              "requests/s",
              series.get(0),
              "the same server's static JSON",
              series.get(1),
              AIM));
    }
  }

  private static List<Client> clients(
      Platform platform, List<Line> lines, Supplier<byte[]> requests) throws IOException {
    List<Client> clients = new ArrayList<>();
    for (int n = 0; n < CONNECTIONS; n++) {
      Line line = new Line(platform.query());
      lines.add(line);
      clients.add(() -> line.exchange(requests.get(), 200));
    }
    return clients;
  }

  /** Requests for funds that can be read. */
  private static List<byte[]> funds(Platform platform) throws IOException {
    List<byte[]> reads = new ArrayList<>();
    byte[] register = platform.register();
    try (Line commands = new Line(platform.gateway());
        Line queries = new Line(platform.query())) {
      for (int n = 0; n < FUNDS; n++) {
        commands.exchange(register, 201);
        String id = commands.field("id");
        reads.add(Line.get("/v1/funds/" + id, platform.apiKey()));
        if (n == FUNDS - 1 || n % 100 == 0) {
          queries.exchange(platform.readable(id, commands.field("position")), 200);
        }
      }
      for (byte[] read : reads) awaitReadable(queries, read);
    }
    return reads;
  }

  /** Keys do not wait for each other, so the last one's being there says nothing of the rest. */
  private static void awaitReadable(Line queries, byte[] read) throws IOException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (true) {
      try {
        queries.exchange(read, 200);
        return;
      } catch (IllegalStateException notYet) {
        if (System.nanoTime() > end) throw notYet;
      }
    }
  }
}
