package io.fundstream.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers by lower-case name
 * @param body a JSON null if there was none
 * @param at {@link System#nanoTime()} when the last byte was there
 */
record Answer(int status, Map<String, String> headers, JsonNode body, long millis, long at) {
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String position() {
    return header("fundstream-position");
  }
}
