package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.ReadTables.Fund;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same, in both directions. */
class OpenApiTest {
  private static TestDatabase database;
  private static Running query;
  private static Fund fund;
  private static JsonNode document;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    query = Running.on(database);
    document = query.get("/openapi.json").json();
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    try (ReadTables tables = new ReadTables(database)) {
      fund = tables.put(ReadTables.fund("Alder", at));
      tables.config(fund.id(), 1, "{}", null, at);
      tables.activity(UUID.randomUUID(), fund.id(), "Registered", at, 1);
      tables.put(
          new ReadTables.Event(
              UUID.randomUUID(), "fund", fund.id(), 1, fund.id(), 1, 0, 0, at, "{}"));
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    query.close();
    database.close();
  }

  @Test
  void the_document_lists_exactly_the_routes() {
    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    documented.add(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    Set<String> routes = new TreeSet<>();
    for (var route : ((QueryService) query.service()).routes()) {
      // HEAD comes with every GET and is documented by it.
      if (route.path().startsWith("/v1/") && !route.method().equals("HEAD")) {
        routes.add(route.method() + " " + route.path());
      }
    }
    assertThat(documented).isEqualTo(routes).isNotEmpty();
  }

  /** A value that the parameter takes, wherever it is taken. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("status", "CLOSED"),
          Map.entry("vintageYear", "2024"),
          Map.entry("name", "A"),
          Map.entry("limit", "3"),
          Map.entry("skip", "1"),
          Map.entry("minVersion", "1"),
          Map.entry("knownAt", "2026-01-02T00:00:00Z"),
          Map.entry("fundId", "0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10"),
          Map.entry("streamId", "0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10"),
          Map.entry("context", "fund"));

  /** Their value depends on the list: here it is enough that they are known. */
  private static final Set<String> OWN_VALUES = Set.of("cursor", "sort", "minPosition");

  @Test
  void a_route_takes_exactly_the_parameters_that_the_document_names() {
    Set<String> names = new TreeSet<>(VALUES.keySet());
    names.addAll(OWN_VALUES);
    for (String path : paths()) {
      if (path.endsWith("/stream")) {
        continue; // its parameters are tried in BadInputTest: a good request would not end
      }
      Set<String> documented = documented(path, "query");
      assertThat(names).as(path).containsAll(documented);
      for (String name : names) {
        boolean known = !refusedAsUnknown(path, name);
        assertThat(known).as("%s?%s", path, name).isEqualTo(documented.contains(name));
      }
    }
  }

  @Test
  void the_values_that_the_document_lists_are_those_that_are_taken() {
    for (String path : paths()) {
      for (JsonNode parameter : parameters(path)) {
        for (JsonNode value : resolved(parameter.path("schema")).path("enum")) {
          String request =
              address(path) + "?" + parameter.path("name").asText() + "=" + value.asText();
          assertThat(query.get(request).status()).as(request).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void answers_have_exactly_the_fields_that_the_document_describes() {
    for (String path : paths()) {
      if (!path.endsWith("/stream")) {
        JsonNode ok = document.path("paths").path(path).path("get").path("responses").path("200");
        JsonNode schema = ok.path("content").path("application/json").path("schema");
        same(path, resolved(schema), query.get(address(path)).json());
      }
    }
  }

  @Test
  void headers_of_answers_are_described() {
    Running.Answer page = query.get("/v1/events");
    JsonNode ok =
        document.path("paths").path("/v1/events").path("get").path("responses").path("200");
    for (String header : List.of("ETag", "Fundstream-Cursor")) {
      assertThat(page.header(header)).isNotEmpty();
      assertThat(ok.path("headers").has(header)).isTrue();
    }
  }

  private static void same(String path, JsonNode schema, JsonNode answer) {
    List<String> fields = new ArrayList<>();
    answer.fieldNames().forEachRemaining(fields::add);
    List<String> described = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(described::add);
    assertThat(fields).as(path).isEqualTo(described);
    Map<String, JsonNode> required = new TreeMap<>();
    schema.path("required").forEach(name -> required.put(name.asText(), name));
    assertThat(required.keySet()).as(path).isEqualTo(new TreeSet<>(described));
    for (String field : fields) {
      JsonNode value = answer.path(field);
      JsonNode type = resolved(schema.path("properties").path(field));
      type = type.has("oneOf") && !value.isNull() ? resolved(type.path("oneOf").get(0)) : type;
      if (type.has("pattern") && value.isTextual()) {
        assertThat(value.asText()).as("%s %s", path, field).matches(type.path("pattern").asText());
      }
      if (value.isArray()) {
        assertThat(value).as(path).isNotEmpty();
        same(path + "[]", resolved(type.path("items")), value.get(0));
      }
    }
  }

  private static boolean refusedAsUnknown(String path, String name) {
    String value = VALUES.getOrDefault(name, "!");
    Running.Answer answer = query.get(address(path) + "?" + name + "=" + value);
    return answer.status() == 400 && answer.text().contains("There is no such parameter");
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  private static String address(String path) {
    return path.replace("{id}", fund.id().toString()).replace("{n}", "1");
  }

  private static Set<String> documented(String path, String where) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : parameters(path)) {
      if (parameter.path("in").asText().equals(where)) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static List<JsonNode> parameters(String path) {
    List<JsonNode> found = new ArrayList<>();
    document
        .path("paths")
        .path(path)
        .path("get")
        .path("parameters")
        .forEach(parameter -> found.add(resolved(parameter)));
    return found;
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
