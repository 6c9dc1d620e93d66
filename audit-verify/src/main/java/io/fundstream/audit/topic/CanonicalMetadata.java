package io.fundstream.audit.topic;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The metadata column, rebuilt from a record's headers: canonical JSON (RFC 8785). */
final class CanonicalMetadata {
  private CanonicalMetadata() {}

  static byte[] of(
      String actor,
      @Nullable String causationId,
      String correlationId,
      @Nullable String traceparent) {
    StringBuilder json = new StringBuilder();
    add(json, "actor", actor);
    add(json, "causationId", causationId);
    add(json, "correlationId", correlationId);
    add(json, "traceparent", traceparent);
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(StringBuilder json, String name, @Nullable String value) {
    if (value == null) return;
    json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":\"");
    value.chars().forEach(c -> json.append(escaped((char) c)));
    json.append('"');
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c);
    };
  }
}
