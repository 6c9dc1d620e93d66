package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fundstream.parts.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same, in both directions. */
class OpenApiTest {
  private static TestDatabase database;
  private static Running query;
  private static final Map<String, Map<String, String>> SAMPLES = new TreeMap<>();
  private static JsonNode document;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    query = Running.on(database);
    document = query.get("/openapi.json").json();
    try (ReadTables tables = new ReadTables(database)) {
      for (Sample sample : samples()) {
        SAMPLES.put(sample.path(), sample.write(tables));
      }
    }
  }

  private static List<Sample> samples() {
    return new ClassFileImporter()
        .importPackages("io.fundstream.query").stream()
            .filter(c -> c.isAssignableTo(Sample.class) && !c.isInterface())
            .map(c -> (Sample) created(c.reflect()))
            .toList();
  }

  private static Object created(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
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

  /** For each parameter of the document a value that it takes, wherever it is taken. */
  private static Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    for (String path : paths()) {
      for (JsonNode parameter : parameters(path)) {
        if (parameter.path("in").asText().equals("query")) {
          values.putIfAbsent(
              parameter.path("name").asText(), value(resolved(parameter.path("schema"))));
        }
      }
    }
    return values;
  }

  private static String value(JsonNode schema) {
    if (schema.has("examples")) return schema.path("examples").get(0).asText();
    if (schema.has("enum")) return schema.path("enum").get(0).asText();
    if (schema.path("type").asText().equals("integer")) return schema.path("minimum").asText("1");
    return switch (schema.path("format").asText()) {
      case "uuid" -> "0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10";
      case "date" -> "2026-01-02";
      case "date-time" -> "2026-01-02T00:00:00Z";
      default -> "A";
    };
  }

  /** Their value depends on the list: here it is enough that they are known. */
  private static final Set<String> OWN_VALUES = Set.of("cursor", "sort", "minPosition");

  @Test
  void a_route_takes_exactly_the_parameters_that_the_document_names() {
    Map<String, String> values = values();
    for (String path : paths()) {
      if (path.endsWith("/stream")) {
        continue; // its parameters are tried in BadInputTest: a good request would not end
      }
      Set<String> documented = documented(path, "query");
      for (String name : values.keySet()) {
        boolean known = !refusedAsUnknown(path, name, values.get(name));
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

  private static boolean refusedAsUnknown(String path, String name, String known) {
    String value = OWN_VALUES.contains(name) ? "!" : known;
    Running.Answer answer = query.get(address(path) + "?" + name + "=" + value);
    return answer.status() == 400 && answer.text().contains("There is no such parameter");
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  private static String address(String path) {
    String address = path;
    for (var sample : SAMPLES.entrySet()) {
      if (path.startsWith(sample.getKey())) {
        for (var parameter : sample.getValue().entrySet()) {
          address = address.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
      }
    }
    return address;
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
