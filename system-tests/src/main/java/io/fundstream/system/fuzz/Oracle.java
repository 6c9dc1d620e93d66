package io.fundstream.system.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what is wrong with an answer. */
final class Oracle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");

  /** What no client should read in a refusal: classes, traces, parts of the machine. */
  private static final Pattern LEAK =
      Pattern.compile(
          "Exception|\\tat |\\bat [a-z]+\\.[a-z.]+\\(|(io\\.fundstream|org\\.[a-z]+|com\\.[a-z]+|java|jakarta|jdk)\\.[a-z]+\\.|"
              + "SQLSTATE|ERROR:|event_store\\.|read_model\\.[a-z]|[Jj]etty|[Jj]avalin|[Hh]ikari|NullPointer|\\bnull pointer");

  private final Map<String, Integer> problems = ProblemTypes.documented();
  private final Map<String, OpenApi> apis;
  private final Duration bound;

  /**
   * @param bound the longest that an answer may take
   */
  Oracle(Map<String, OpenApi> apis, Duration bound) {
    this.apis = Map.copyOf(apis);
    this.bound = bound;
  }

  /** Everything that is wrong with the answer to a request; nothing if it is right. */
  List<String> faults(String api, Intention intention, Reply reply) {
    List<String> faults = new ArrayList<>(faults(api, reply, intention.request().method()));
    if (!intention.expected().isEmpty() && !intention.expected().contains(reply.status())) {
      faults.add("expected " + intention.expected() + ", got " + reply.status());
    }
    intention.operation().ifPresent(operation -> documented(operation, intention, reply, faults));
    return faults;
  }

  private void documented(
      Operation operation, Intention intention, Reply reply, List<String> faults) {
    if (!operation.statuses().contains(reply.status())) {
      faults.add(reply.status() + " is not documented for " + operation.id());
    } else if (reply.success() && !operation.streams() && !operation.batch()) {
      faults.addAll(
          api(operation.api()).faults(operation, reply.status(), reply.mediaType(), reply.text()));
    }
    boolean commanded = !operation.bodies().isEmpty() && !operation.batch();
    if (reply.success() && commanded && reply.header("fundstream-position").isEmpty()) {
      faults.add("no position");
    }
    if (intention.about().equals("good") && reply.status() == 503 && commanded) {
      faults.add("unavailable without need");
    }
  }

  /** What must hold for any answer to anything. */
  List<String> faults(String api, Reply reply, String method) {
    List<String> faults = new ArrayList<>();
    int status = reply.status();
    if (reply.took().compareTo(bound) > 0) faults.add("took " + reply.took());
    if (status >= 500 && status != 503) faults.add("a fault of ours: " + status);
    if ((status == 503 || status == 429) && reply.header("retry-after").isEmpty()) {
      faults.add("no Retry-After");
    }
    if (reply.header("server").isPresent()) faults.add("names its server");
    if (status < 400) return faults;
    if (LEAK.matcher(reply.text()).find()) faults.add("tells what it is made of");
    if (!method.equals("HEAD")) faults.addAll(problem(api, reply));
    return faults;
  }

  private List<String> problem(String api, Reply reply) {
    if (!reply.mediaType().equals("application/problem+json")) {
      return List.of("a refusal as " + reply.mediaType());
    }
    List<String> faults =
        new ArrayList<>(api(api).violations("#/components/schemas/Problem", reply.text()));
    try {
      JsonNode problem = JSON.readTree(reply.text());
      String type = problem.path("type").asText();
      if (!problems.getOrDefault(type, 0).equals(reply.status())) {
        faults.add("docs/problems.md does not list " + type + " as " + reply.status());
      }
      if (problem.path("status").asInt() != reply.status()) faults.add("tells another status");
      if (problem.path("title").asText().isBlank()) faults.add("no title");
      for (JsonNode error : problem.path("errors")) error(error).forEach(faults::add);
    } catch (JsonProcessingException e) {
      faults.add("no JSON");
    }
    return faults;
  }

  private OpenApi api(String name) {
    return Objects.requireNonNull(apis.get(name), name);
  }

  private static Stream<String> error(JsonNode error) {
    long places = Stream.of("pointer", "parameter", "header").filter(error::hasNonNull).count();
    List<String> faults = new ArrayList<>();
    if (places != 1) faults.add("an error in " + places + " places");
    if (error.path("detail").asText().isBlank()) faults.add("an error without detail");
    if (!POINTER.matcher(error.path("pointer").asText()).matches()) {
      faults.add("no JSON pointer: " + error.path("pointer"));
    }
    return faults.stream();
  }
}
