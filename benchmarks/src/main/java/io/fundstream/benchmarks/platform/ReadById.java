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

/**
 * Reading a fund by its id, from memory and from the database, against what the same server answers
 * without either.
 */
public final class ReadById implements Benchmark {
  private static final int CONNECTIONS = 32;
  private static final int FUNDS = 2_000;
  private static final double KEPT = 0.6;
  private static final double NOT_KEPT = 0.3;
  private static final String NEW = "Cache-Control: no-cache\r\n";
  private static final String STATIC = "/healthz";

  @Override
  public String name() {
    return "read-by-id";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    List<Line> lines = new ArrayList<>();
    try (Platform platform = Platform.start()) {
      List<String> paths = funds(platform);
      String key = platform.apiKey();
      List<byte[]> kept = paths.stream().map(path -> Line.get(path, key)).toList();
      List<byte[]> fresh = paths.stream().map(path -> Line.get(path, key, NEW)).toList();
      List<Rounds.Measured> all = new ArrayList<>();
      for (List<byte[]> requests : List.of(kept, fresh, List.of(Line.get(STATIC, key)))) {
        List<Client> clients = clients(platform, lines, requests);
        all.add(length -> Clients.perSecond(clients, length));
      }
      List<Rounds.Series> series = rounds.inTurn(all);
      for (Line line : lines) line.close();
      return List.of(
          row("from memory", series.get(0), series.get(2), KEPT),
          row("from the database", series.get(1), series.get(2), NOT_KEPT));
    }
  }

  private static Result row(String where, Rounds.Series reads, Rounds.Series fixed, double aim) {
    return Result.ratio(
        "read by id %s, %,d funds, %d connections".formatted(where, FUNDS, CONNECTIONS),
        "requests/s",
        reads,
        "the same server's static JSON",
        fixed,
        aim);
  }

  private static List<Client> clients(Platform platform, List<Line> lines, List<byte[]> requests)
      throws IOException {
    List<Client> clients = new ArrayList<>();
    for (int n = 0; n < CONNECTIONS; n++) {
      Line line = new Line(platform.query());
      lines.add(line);
      clients.add(() ->
          line.exchange(requests.get(ThreadLocalRandom.current().nextInt(requests.size())), 200));
    }
    return clients;
  }

  /** Paths of funds that can be read. */
  private static List<String> funds(Platform platform) throws IOException {
    List<String> reads = new ArrayList<>();
    byte[] register = platform.register();
    try (Line commands = new Line(platform.gateway());
        Line queries = new Line(platform.query())) {
      for (int n = 0; n < FUNDS; n++) {
        commands.exchange(register, 201);
        String id = commands.field("id");
        reads.add("/v1/funds/" + id);
        if (n == FUNDS - 1 || n % 100 == 0) {
          queries.exchange(platform.readable(id, commands.field("position")), 200);
        }
      }
      for (String read : reads) awaitReadable(queries, Line.get(read, platform.apiKey()));
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
