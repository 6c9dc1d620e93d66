package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.log.Origin;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of an event's metadata: JSON with sorted keys, no white space, absent members
 * left out, strings escaped as RFC 8785 says (what ECMAScript's JSON.stringify does).
 */
final class Metadata {
  private Metadata() {}

  static byte[] bytes(Origin origin) {
    StringBuilder json = new StringBuilder(160).append('{');
    member(json, "actor", origin.actor());
    member(json, "causationId", origin.causationId());
    member(json, "correlationId", origin.correlationId());
    member(json, "traceparent", origin.traceparent());
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void member(StringBuilder json, String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      escape(json, value.charAt(i));
    }
    json.append('"');
  }

  private static void escape(StringBuilder json, char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\b' -> json.append("\\b");
      case '\t' -> json.append("\\t");
      case '\n' -> json.append("\\n");
      case '\f' -> json.append("\\f");
      case '\r' -> json.append("\\r");
      default -> {
        if (c < ' ') {
          json.append("\\u00").append(Character.forDigit(c >> 4, 16));
          json.append(Character.forDigit(c & 0xF, 16));
        } else {
          json.append(c);
        }
      }
    }
  }
}
