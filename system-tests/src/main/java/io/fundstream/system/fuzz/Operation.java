package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One documented method of one path.
 *
 * @param method upper case
 * @param path with parameters in braces
 * @param bodies schema by media type; empty when it takes no body
 * @param statuses those that are documented
 * @param command what a line of a batch calls it; empty when it is no command
 */
record Operation(
    String api,
    String id,
    String method,
    String path,
    List<Parameter> parameters,
    Map<String, JsonNode> bodies,
    Set<Integer> statuses,
    String command) {
  Operation {
    parameters = List.copyOf(parameters);
    bodies = Map.copyOf(bodies);
    statuses = Set.copyOf(statuses);
  }

  List<Parameter> in(String place) {
    return parameters.stream().filter(p -> p.in().equals(place)).toList();
  }

  /** One that takes many values, one a line, and answers 200 whatever they are. */
  boolean batch() {
    return bodies.containsKey("application/x-ndjson");
  }

  /** An answer that never ends. */
  boolean streams() {
    return path.endsWith("/stream");
  }
}
