package io.fundstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The results for a program to read. */
final class ResultsFile {
  private ResultsFile() {}

  static void write(Path file, List<Result> results) throws IOException {
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
