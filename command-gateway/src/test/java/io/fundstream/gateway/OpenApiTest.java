package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the routes do, and the routes do what it says. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What only an outage, a full queue or a slow client gets; provoked in tests of their own. */
  private static final Set<String> OUTAGES = Set.of("408", "429", "500", "503");

  private static TestDatabase database;
  private static Gateway gateway;
  private static TestGateway client;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.fresh();
    gateway =
        Gateway.start(
            TestGateway.config(database.url(), database, LogConfig.defaults()),
            Main.CONTEXTS,
            Clock.systemUTC());
    client = TestGateway.of(gateway);
    document = JSON.readTree(client.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
    database.close();
  }

  @Test
  void every_route_is_documented_and_every_documented_route_is_there() {
    Set<String> routes =
        gateway.server().routes().stream()
            .filter(r -> r.path().startsWith("/v1"))
            .map(r -> r.method() + " " + r.path() + " " + new TreeSet<>(r.consumes()))
            .collect(Collectors.toSet());
    Set<String> documented = new HashSet<>();
    operations()
        .forEach((route, operation) ->
            documented.add(route + " " + names(operation.at("/requestBody/content"))));
    assertThat(documented).isEqualTo(routes);
  }

  @Test
  void every_documented_field_is_taken_and_no_other() throws Exception {
    Set<String> all = new TreeSet<>(Set.of("version", "position", "nonsense"));
    commands().values().forEach(o -> all.addAll(names(schema(o).get("properties"))));
    for (Map.Entry<String, JsonNode> operation : commands().entrySet()) {
      Set<String> taken = names(schema(operation.getValue()).get("properties"));
      for (String field : all) {
        String answer = send(operation.getKey(), "{\"" + field + "\":[]}").body();
        boolean unknown = unknown(answer).contains("/" + field);
        assertThat(unknown)
            .as("%s %s", operation.getKey(), field)
            .isEqualTo(!taken.contains(field));
      }
    }
  }

  @Test
  void the_required_fields_are_the_documented_ones() throws Exception {
    for (Map.Entry<String, JsonNode> operation : commands().entrySet()) {
      Set<String> required = new TreeSet<>();
      schema(operation.getValue()).path("required").forEach(r -> required.add("/" + r.asText()));
      Set<String> missed = new TreeSet<>();
      for (JsonNode error : JSON.readTree(send(operation.getKey(), "{}").body()).path("errors")) {
        if (error.path("detail").asText().contains("required")) {
          missed.add(error.path("pointer").asText());
        }
      }
      missed.remove("");
      assertThat(missed).as(operation.getKey()).isEqualTo(required);
    }
  }

  @Test
  void every_documented_status_occurs_and_every_other_does_not() throws Exception {
    for (Map.Entry<String, JsonNode> operation : commands().entrySet()) {
      Set<String> documented = names(operation.getValue().get("responses"));
      documented.removeAll(OUTAGES);
      assertThat(StatusesOf.route(client, operation.getKey()))
          .as(operation.getKey())
          .isEqualTo(documented);
    }
  }

  @Test
  void an_answer_has_the_documented_members_and_headers() throws Exception {
    for (Map.Entry<String, JsonNode> operation : commands().entrySet()) {
      HttpResponse<String> good = StatusesOf.success(client, operation.getKey());
      JsonNode response =
          operation.getValue().path("responses").path(Integer.toString(good.statusCode()));
      JsonNode schema = resolve(response.at("/content/application~1json/schema"));
      assertThat(names(JSON.readTree(good.body()))).isEqualTo(names(schema.get("properties")));
      Set<String> headers = names(response.get("headers"));
      headers.remove("Idempotency-Replayed");
      for (String header : headers) {
        assertThat(good.headers().firstValue(header)).as(header).isPresent();
      }
      assertThat(good.headers().firstValue("Location").isPresent())
          .isEqualTo(headers.contains("Location"));
    }
  }

  @Test
  void the_batch_documents_every_command_and_no_other() {
    Set<String> documented = new TreeSet<>();
    document
        .at("/components/schemas/BatchLine/properties/command/enum")
        .forEach(name -> documented.add(name.asText()));
    Set<String> registered =
        Main.CONTEXTS.stream()
            .flatMap(context -> context.commands().stream())
            .map(CommandKind::name)
            .collect(Collectors.toSet());
    assertThat(documented).isEqualTo(registered);
    assertThat(commands().values())
        .as("x-command of each route")
        .extracting(operation -> operation.path("x-command").asText())
        .containsExactlyInAnyOrderElementsOf(registered);
  }

  @Test
  void the_batch_answers_what_is_documented() throws Exception {
    JsonNode operation = Objects.requireNonNull(operations().get("POST /v1/batches"));
    Set<String> statuses = names(operation.get("responses"));
    statuses.removeAll(OUTAGES);
    assertThat(StatusesOf.batches(client)).isEqualTo(statuses);
    String line = BatchBodies.register(UUID.randomUUID());
    Set<String> members = names(document.at("/components/schemas/BatchResult/properties"));
    for (JsonNode result : BatchBodies.results(client.batch(List.of(line, line, "{}")))) {
      assertThat(members).containsAll(names(result));
    }
  }

  private static HttpResponse<String> send(String route, String body) {
    String[] parts = route.split(" ");
    return client.send(parts[0], parts[1].replace("{id}", UUID.randomUUID().toString()), body);
  }

  private static Set<String> unknown(String problem) throws Exception {
    Set<String> pointers = new HashSet<>();
    for (JsonNode error : JSON.readTree(problem).path("errors")) {
      if (error.path("detail").asText().contains("no such field")) {
        pointers.add(error.path("pointer").asText());
      }
    }
    return pointers;
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new java.util.TreeMap<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    operations.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue())));
    return operations;
  }

  /** The operations that take one command. */
  private static Map<String, JsonNode> commands() {
    Map<String, JsonNode> commands = operations();
    commands.values().removeIf(o -> o.at("/requestBody/content/application~1json").isMissingNode());
    return commands;
  }

  private static JsonNode schema(JsonNode operation) {
    return resolve(operation.at("/requestBody/content/application~1json/schema"));
  }

  private static JsonNode resolve(JsonNode node) {
    return document.at(node.get("$ref").asText().substring(1));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
