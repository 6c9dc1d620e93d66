package io.fundstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fundstream.benchmarks.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The results for a program to read. */
final class ResultsFile {
  private ResultsFile() {}

  static void write(Path file, List<Result> results, Machine before, Machine after)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode document = mapper.createObjectNode();
    ObjectNode machine = document.putObject("machine");
    put(machine.putObject("before"), before);
    put(machine.putObject("after"), after);
    ArrayNode rows = document.putArray("results");
    for (Result result : results) put(rows.addObject(), result, before);
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
  }

  private static void put(ObjectNode node, Machine machine) {
    node.put("processors", machine.processors()).put("handOverMicros", machine.handOverMicros());
    if (Double.isFinite(machine.additionsSeconds())) {
      node.put("tenMillionAdditionsSeconds", machine.additionsSeconds());
    }
    node.put("singleInsertsPerSecond", machine.insertsPerSecond());
  }

  /** {@code met} is null where the aim is not for this machine. */
  private static void put(ObjectNode row, Result result, Machine machine) {
    Result.Peer peer = result.peer();
    Result.Condition where = result.where();
    row.put("name", result.name()).put("unit", result.unit());
    row.put("value", result.value().median()).put("spread", result.value().spread());
    put(row.putArray("rounds"), result.value());
    row.put("against", peer == null ? "itself" : peer.name());
    if (peer != null) {
      row.put("againstValue", peer.value().median()).put("againstSpread", peer.value().spread());
      put(row.putArray("againstRounds"), peer.value());
    }
    row.put("ratio", result.ratio()).put("aim", result.aim().bound());
    row.put("lessIsBetter", result.aim().atMost());
    if (where != null) row.put("where", where.text());
    row.put("met", result.met(machine).orElse(null));
  }

  private static void put(ArrayNode array, Rounds.Series series) {
    Arrays.stream(series.values()).forEach(array::add);
  }
}
