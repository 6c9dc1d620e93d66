package io.fundstream.system.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what is wrong with the results of a batch. */
final class BatchOracle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, List<String>> AS_PROBLEM =
      Map.of("content-type", List.of("application/problem+json"));

  /** What a command of a fund may be answered in a service that has room and a database. */
  private static final Set<Integer> OF_A_COMMAND =
      Set.of(200, 201, 400, 404, 409, 410, 412, 413, 422, 428);

  private final Oracle oracle;
  private final OpenApi api;

  BatchOracle(Oracle oracle, OpenApi api) {
    this.oracle = oracle;
    this.api = api;
  }

  /** The results, a line each. */
  static List<String> results(Reply reply) {
    return reply.text().lines().toList();
  }

  /** Everything that is wrong with an answer of status 200; nothing if it is right. */
  List<String> faults(Batch batch, Reply reply) {
    List<String> faults = new ArrayList<>();
    if (!reply.mediaType().equals("application/x-ndjson")) {
      return List.of("results as " + reply.mediaType());
    }
    List<String> results = results(reply);
    if (results.size() != batch.lines().size()) {
      faults.add(results.size() + " results for " + batch.lines().size() + " lines");
    }
    if (!reply.text().endsWith("\n")) faults.add("the last result has no end");
    for (int i = 0; i < Math.min(results.size(), batch.lines().size()); i++) {
      String where = "line " + (i + 1) + ": ";
      faults(i + 1, batch.lines().get(i), results.get(i)).forEach(f -> faults.add(where + f));
    }
    return faults;
  }

  private List<String> faults(int number, Batch.Line line, String result) {
    List<String> faults =
        new ArrayList<>(api.violations("#/components/schemas/BatchResult", result));
    JsonNode told = json(result);
    int status = told.path("status").asInt();
    if (told.path("line").asInt() != number) faults.add("told as line " + told.path("line"));
    Set<Integer> right = line.expected().isEmpty() ? OF_A_COMMAND : line.expected();
    if (!right.contains(status)) faults.add("expected " + right + ", got " + status);
    if (status < 400) {
      for (String name : List.of("id", "version", "position")) {
        if (!told.hasNonNull(name)) faults.add("no " + name);
      }
    } else {
      faults.addAll(oracle.faults(api.name(), problem(status, result), "POST"));
    }
    return faults;
  }

  private static Reply problem(int status, String result) {
    return new Reply(status, AS_PROBLEM, result.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}
