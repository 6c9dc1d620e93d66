package io.fundstream.system.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils the body of a request. */
final class HostileBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 1 << 20;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "1e-400",
          "-0",
          "[]",
          "{}",
          "[[[]]]",
          "\"\"",
          "123456789012345678901234567890123456789012345678901234567890",
          "\"NaN\"",
          "\"1e3\"",
          "\"-0.00\"",
          "\"00.10\"",
          "\"1.\"",
          "\".5\"",
          "\"+1\"",
          "\"0.0000001\"",
          "NaN",
          "Infinity",
          "\"9999999999999999999.99\"",
          "\"2026-02-30\"",
          "\"10000-01-01\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "'x'",
          "undefined",
          "01",
          "\"\\x\"",
          "\"\t\"",
          "0x1F");

  private final RandomGenerator random;
  private final HostileText texts;

  HostileBodies(RandomGenerator random, HostileText texts) {
    this.random = random;
    this.texts = texts;
  }

  Intention spoil(Request request, Operation operation) {
    String body = request.bodyText();
    return switch (random.nextInt(12)) {
      case 0 ->
          refused(
              request.body(body.substring(0, random.nextInt(body.length()))),
              operation,
              "a cut body");
      case 1 ->
          refused(
              request.body(body + texts.classic() + "}"), operation, "something behind the body");
      case 2 ->
          refused(request.body(field(body, unknownName(), "1")), operation, "an unknown field");
      case 3 -> Intention.of(request.body(bytes(body)), operation, "harmed bytes");
      case 4 ->
          refused(request.body(field(body, "name", "1,\"name\":1")), operation, "a field twice");
      case 5 -> refused(request.body(nested(5 + random.nextInt(3_000))), operation, "deep nesting");
      case 6 -> refused(request.body(body.getBytes(StandardCharsets.UTF_16)), operation, "UTF-16");
      case 7 -> large(request, operation);
      case 8 ->
          refused(request.body(randomBytes(1 + random.nextInt(200))), operation, "random bytes");
      default -> Intention.of(request.body(replaced(body)), operation, "a hostile field");
    };
  }

  private static Intention refused(Request request, Operation operation, String about) {
    return Intention.of(request, operation, about, 400);
  }

  /** Rarely at the size limit, because a mebibyte each would take all the time. */
  private Intention large(Request request, Operation operation) {
    if (random.nextInt(12) > 0) {
      int members = 1 + random.nextInt(300);
      StringBuilder config = new StringBuilder("{\"config\":{");
      for (int i = 0; i < members; i++) config.append("\"m").append(i).append("\":1,");
      return Intention.of(
          request.body(config.append("\"z\":{}}}").toString()), operation, "many members");
    }
    byte[] padded = Arrays.copyOf(request.body(), LIMIT + random.nextInt(3) - 1);
    Arrays.fill(padded, request.body().length, padded.length, (byte) ' ');
    return padded.length > LIMIT
        ? Intention.of(request.body(padded), operation, "over the size limit", 413)
        : Intention.of(request.body(padded), operation, "at the size limit");
  }

  private String unknownName() {
    String name = texts.any().replaceAll("[\"\\\\\\x00-\\x1f\ud800-\udfff]", "?");
    return "no such " + name;
  }

  /** Adds a member by text, so that what is no JSON can be added too. */
  private static String field(String body, String name, String value) {
    String rest = body.strip().equals("{}") ? "}" : "," + body.substring(1);
    return "{\"" + name + "\":" + value + rest;
  }

  private String replaced(String body) {
    ObjectNode object = object(body);
    List<String> names = object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    if (names.isEmpty()) return field(body, "effectiveOn", value());
    String name = names.get(random.nextInt(names.size()));
    object.remove(name);
    return random.nextInt(5) == 0 ? object.toString() : field(object.toString(), name, value());
  }

  private String value() {
    if (random.nextBoolean()) return VALUES.get(random.nextInt(VALUES.size()));
    JsonNode text = JSON.getNodeFactory().textNode(texts.any());
    return text.toString();
  }

  private static String nested(int depth) {
    return "{\"config\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "},\"x\":1}";
  }

  private byte[] bytes(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    // Never by chance a good body of a command that needs no field.
    bytes[0] = '!';
    return bytes;
  }

  /** A good body as it can be changed. */
  static ObjectNode object(String body) {
    try {
      return (ObjectNode) JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a good body is an object: " + body, e);
    }
  }
}
