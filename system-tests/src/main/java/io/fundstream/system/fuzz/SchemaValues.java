package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Values that a schema allows, and that the rules beyond the schema allow as far as it can tell.
 */
final class SchemaValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final OpenApi api;
  private final RandomGenerator random;
  private final HostileText texts;
  private final Plausible plausible;
  private final Map<String, RgxGen> patterns = new HashMap<>();

  SchemaValues(OpenApi api, RandomGenerator random) {
    this.api = api;
    this.random = random;
    this.texts = new HostileText(random);
    this.plausible = new Plausible(random);
  }

  /** An object with what is required, and each of the rest every second time. */
  ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          if (isRequired(schema, property.getKey()) || random.nextBoolean()) {
            object.set(property.getKey(), value(property.getKey(), property.getValue()));
          }
        });
    return object;
  }

  static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) return true;
    }
    return false;
  }

  /** A value for a field or parameter of that name. */
  JsonNode value(String name, JsonNode given) {
    JsonNode schema = api.resolve(given);
    if (nullable(schema) && random.nextInt(4) == 0) return NODES.nullNode();
    return plausible
        .value(name)
        .map(text ->
            type(schema).equals("integer")
                ? NODES.numberNode(Integer.parseInt(text))
                : NODES.textNode(text))
        .map(JsonNode.class::cast)
        .orElseGet(() -> byType(schema));
  }

  private JsonNode byType(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (type(schema)) {
      case "integer" -> NODES.numberNode(whole(schema));
      case "object" -> anyObject(2);
      case "string" -> NODES.textNode(text(schema));
      default -> throw new IllegalArgumentException("a schema of a new kind: " + schema);
    };
  }

  private int whole(JsonNode schema) {
    int least = schema.path("minimum").asInt(0);
    int most = Math.min(schema.path("maximum").asInt(least + 3), least + 300);
    return least + random.nextInt(most - least + 1);
  }

  private String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "date" -> LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9_000)).toString();
      case "date-time" -> MICROS.format(Instant.now().minusSeconds(1 + random.nextInt(100)));
      default ->
          schema.has("pattern")
              ? matching(schema.get("pattern").asText())
              : texts.storable(schema.path("maxLength").asInt(100));
    };
  }

  private String matching(String pattern) {
    return patterns.computeIfAbsent(pattern, RgxGen::parse).generate(random);
  }

  /** An object of any form, no deeper than asked for. */
  ObjectNode anyObject(int depth) {
    ObjectNode object = NODES.objectNode();
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      object.set(texts.storable(30), anything(depth));
    }
    return object;
  }

  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> NODES.textNode(texts.storable(200));
      case 1 -> NODES.numberNode(random.nextLong());
      case 2 -> NODES.booleanNode(random.nextBoolean());
      case 3 -> NODES.nullNode();
      case 4 -> anyObject(depth - 1);
      default -> NODES.arrayNode().add(anything(depth - 1)).add(anything(depth - 1));
    };
  }

  private static boolean nullable(JsonNode schema) {
    return schema.path("type").isArray() && schema.path("type").toString().contains("\"null\"");
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asText() : type.asText();
  }
}
