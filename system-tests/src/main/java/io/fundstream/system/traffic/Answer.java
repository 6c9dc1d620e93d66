package io.fundstream.system.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param headers those of {@link Client#KEPT} that were there
 */
public record Answer(int status, String body, Map<String, String> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REPLAYED = "Idempotency-Replayed";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + body, e);
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public boolean accepted() {
    return status / 100 == 2;
  }

  /** Whether it says nothing about the command but that it should be sent again. */
  public boolean asksAgain() {
    return headers.containsKey("Retry-After") || status >= 500;
  }

  /** {@code <partition key>:<seq>} of what was recorded; empty if nothing was. */
  public String position() {
    return headers.getOrDefault("Fundstream-Position", "");
  }

  /** Whether it is an answer that was given before. */
  public boolean replayed() {
    return "true".equals(headers.get(REPLAYED));
  }

  /** The same answer, whether given for the first time or again. */
  public Answer original() {
    Map<String, String> without = new HashMap<>(headers);
    without.remove(REPLAYED);
    return new Answer(status, body, without);
  }
}
