package io.fundstream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of two checkouts in turn: {@code a-1.json}, {@code b-1.json}, {@code a-2.json} and so on in
 * one folder. A pair's ratio is above 1 where A is better, whichever direction that is.
 *
 * @param rows by name and peer
 */
record Pairs(Map<String, Row> rows) {

  /** One row of the table: a ratio for each pair that has it on both sides. */
  record Row(List<Double> figures, List<Double> ratios) {}

  /**
   * Reads all pairs that there are.
   *
   * @throws IOException if there is none
   */
  static Pairs read(Path folder) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int n = 1; Files.exists(folder.resolve("b-" + n + ".json")); n++) {
      add(
          rows,
          results(folder.resolve("a-" + n + ".json")),
          results(folder.resolve("b-" + n + ".json")));
    }
    if (rows.isEmpty()) throw new IOException("no pair of runs in " + folder);
    return new Pairs(rows);
  }

  private static Map<String, JsonNode> results(Path file) throws IOException {
    Map<String, JsonNode> results = new LinkedHashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("results")) {
      String against = row.path("against").asText();
      results.put(
          row.path("name").asText() + (against.equals("itself") ? "" : " ÷ " + against), row);
    }
    return results;
  }

  private static void add(
      Map<String, Row> rows, Map<String, JsonNode> ours, Map<String, JsonNode> theirs) {
    ours.forEach((name, a) -> {
      JsonNode b = theirs.get(name);
      if (b == null) return;
      Row row = rows.computeIfAbsent(name, key -> new Row(new ArrayList<>(), new ArrayList<>()));
      row.figures().add(better(a, b, "value"));
      row.ratios().add(better(a, b, "ratio"));
    });
  }

  private static double better(JsonNode a, JsonNode b, String field) {
    double ratio = a.path(field).asDouble() / b.path(field).asDouble();
    return a.path("lessIsBetter").asBoolean() ? 1 / ratio : ratio;
  }

  /** As a person reads it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    rows.forEach((name, row) ->
        lines.add(
            "%s%n  A against B, median of %d pairs: %.2f by the figure, %.2f by its ratio; figures %s"
                .formatted(
                    name,
                    row.figures().size(),
                    Rounds.Series.of(row.figures()).median(),
                    Rounds.Series.of(row.ratios()).median(),
                    row.figures().stream().map("%.2f"::formatted).toList())));
    return lines;
  }
}
