package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an API says about itself. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final JsonNode document;
  private final String address;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final List<Operation> operations = new ArrayList<>();

  private OpenApi(String name, String text) throws IOException {
    this.name = name;
    this.document = JSON.readTree(text);
    this.address = "https://fundstream.invalid/" + name + ".json";
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(address, text)));
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
  }

  /** Reads {@code /openapi.json}. */
  static OpenApi of(String name, String text) {
    try {
      return new OpenApi(name, text);
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document of " + name, e);
    }
  }

  /** What it is called here. */
  String name() {
    return name;
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  private Operation operation(String path, String method, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode given : operation.path("parameters")) {
      JsonNode p = resolve(given);
      parameters.add(
          new Parameter(
              p.path("name").asText(),
              p.path("in").asText(),
              p.path("required").asBoolean(),
              resolve(p.path("schema"))));
    }
    Map<String, JsonNode> bodies = new HashMap<>();
    operation
        .at("/requestBody/content")
        .properties()
        .forEach(body -> bodies.put(body.getKey(), resolve(body.getValue().path("schema"))));
    Set<Integer> statuses = new TreeSet<>();
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(s -> statuses.add(Integer.valueOf(s)));
    return new Operation(
        name,
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        parameters,
        bodies,
        statuses,
        operation.path("x-command").asText());
  }

  /** The node itself, or what its {@code $ref} names in this document. */
  JsonNode resolve(JsonNode node) {
    JsonNode here = node;
    while (here.has("$ref")) {
      here = document.at(here.get("$ref").asText().substring(1));
    }
    return here;
  }

  /** What of an answer's body is not as documented; empty too where no JSON is documented. */
  List<String> faults(Operation operation, int status, String mediaType, String body) {
    JsonNode responses =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses");
    JsonNode content = resolve(responses.path(Integer.toString(status))).path("content");
    @Nullable JsonNode documented = content.get(mediaType);
    if (documented == null) {
      return List.of("the media type '" + mediaType + "' is not documented for " + status);
    }
    JsonNode schema = documented.path("schema");
    if (!mediaType.endsWith("json") || !schema.has("$ref")) {
      return List.of();
    }
    return violations(schema.get("$ref").asText(), body);
  }

  /** Where the text breaks the schema at {@code #/components/…}. */
  List<String> violations(String reference, String body) {
    Schema schema =
        schemas.computeIfAbsent(
            reference, ref -> registry.getSchema(SchemaLocation.of(address + ref)));
    try {
      List<Error> errors =
          schema.validate(
              JSON.readTree(body),
              run -> run.executionConfig(c -> c.formatAssertionsEnabled(true)));
      return errors.stream().map(Error::toString).toList();
    } catch (IOException e) {
      return List.of("no JSON: " + e.getMessage());
    }
  }
}
