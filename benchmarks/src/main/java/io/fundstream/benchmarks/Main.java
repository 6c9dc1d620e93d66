package io.fundstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fundstream.parts.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks and prints their table. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures speed as ratios to limits and peers of the same run.")
public final class Main implements Callable<Integer> {
  private static final int CONNECTIONS = 64;
  private static final double ONE_COMMAND_AIM = 0.8;

  @Option(names = "--quick", description = "One short round: shows that it runs, measures little.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results there.")
  private @Nullable Path json;

  public static void main(String[] args) {
    int status = new CommandLine(new Main()).execute(args);
    if (status != 0) {
      throw new IllegalStateException("the benchmarks did not run: exit status " + status);
    }
  }

  @Override
  public Integer call() throws Exception {
    Rounds rounds =
        quick ? new Rounds(1, Duration.ofSeconds(2)) : new Rounds(5, Duration.ofSeconds(8));
    List<Result> results = List.of(oneCommand(rounds));
    print(results);
    if (json != null) {
      write(json, results);
    }
    return 0;
  }

  private static Result oneCommand(Rounds rounds) throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        OneInsert limit = new OneInsert(database, CONNECTIONS);
        OneCommand gateway = new OneCommand(database, CONNECTIONS)) {
      Rounds.Pair pair = rounds.inTurn(gateway::perSecond, limit::perSecond);
      return Result.of(
          "one command a request, durable, 64 connections",
          "accepted/s",
          pair.mine(),
          "one insert a transaction, 64 connections",
          pair.other(),
          ONE_COMMAND_AIM);
    }
  }

  private static void print(List<Result> results) {
    for (Result r : results) {
      System.out.printf(
          "%s%n  %,.0f %s (spread %.0f %%) ÷ %s: %,.0f (spread %.0f %%) = %.2f, aim ≥ %.2f: %s%n",
          r.name(),
          r.value(),
          r.unit(),
          r.spread() * 100,
          r.against(),
          r.againstValue(),
          r.againstSpread() * 100,
          r.ratio(),
          r.aim(),
          r.met() ? "met" : "not met");
    }
  }

  private static void write(Path file, List<Result> results) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode document = mapper.createObjectNode();
    ArrayNode rows = document.putArray("results");
    for (Result r : results) {
      rows.addObject()
          .put("name", r.name())
          .put("unit", r.unit())
          .put("value", r.value())
          .put("against", r.against())
          .put("ratio", r.ratio())
          .put("aim", r.aim())
          .put("met", r.met());
    }
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
  }
}
