package io.fundstream.projector.table;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Kafka headers as a JSON object that a person can read and that gives back the same bytes: text as
 * a string, anything that is not clean text as {@code {"base64": "…"}}.
 */
final class HeadersJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE64 = "base64";

  private HeadersJson() {}

  static String write(Map<String, byte[]> headers) {
    ObjectNode object = JSON.createObjectNode();
    new TreeMap<>(headers)
        .forEach((name, value) -> {
          // jsonb cannot hold NUL, in a name neither.
          String key = name.replace('\0', '\uFFFD');
          String text = text(value);
          if (text != null) {
            object.put(key, text);
          } else {
            object.putObject(key).put(BASE64, Base64.getEncoder().encodeToString(value));
          }
        });
    return object.toString();
  }

  static Map<String, byte[]> read(String json) {
    Map<String, byte[]> headers = new HashMap<>();
    try {
      for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
        JsonNode value = field.getValue();
        headers.put(
            field.getKey(),
            value.isTextual()
                ? value.textValue().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(value.path(BASE64).asText()));
      }
    } catch (JacksonException e) {
      throw new IllegalStateException("read_model.parked.headers holds what we wrote", e);
    }
    return headers;
  }

  private static @Nullable String text(byte[] value) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      return text.indexOf('\0') < 0 ? text : null;
    } catch (CharacterCodingException e) {
      return null; // not text: the caller writes it as base64
    }
  }
}
