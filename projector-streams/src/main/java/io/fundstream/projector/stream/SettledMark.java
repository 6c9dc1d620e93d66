package io.fundstream.projector.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the relay says: everything recorded before an instant lies in the topics before these ends.
 *
 * @param ends per topic the offset after the last such record, by part
 */
record SettledMark(Instant settledAt, Map<String, long[]> ends) {
  private static final ObjectMapper JSON = new ObjectMapper();

  SettledMark {
    ends = Map.copyOf(ends);
  }

  /**
   * Reads {@code {"settledAt":"…Z","ends":{"fundstream.fund":[0,…]}}}.
   *
   * @throws IllegalArgumentException if it is not that
   */
  static SettledMark read(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      Map<String, long[]> ends = new HashMap<>();
      for (Map.Entry<String, JsonNode> topic : node.path("ends").properties()) {
        long[] offsets = new long[topic.getValue().size()];
        for (int part = 0; part < offsets.length; part++) {
          offsets[part] = topic.getValue().get(part).longValue();
        }
        ends.put(topic.getKey(), offsets);
      }
      return new SettledMark(Instant.parse(node.path("settledAt").asText()), ends);
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("not a settled mark", e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("reading from memory", e);
    }
  }

  /** The end of a topic's part; 0 for one that the relay did not name: nothing is in it. */
  long end(String topic, int part) {
    long[] offsets = ends.get(topic);
    return offsets == null || part >= offsets.length ? 0 : offsets[part];
  }

  /**
   * Whether a part is applied up to this mark.
   *
   * @param applied how far each topic's part is applied
   */
  boolean reached(Set<String> topics, int part, Applied applied) {
    for (String topic : topics) {
      if (applied.offset(topic, part) < end(topic, part)) {
        return false;
      }
    }
    return true;
  }

  /** How far a part of a topic is applied. */
  interface Applied {
    /** Every record before this offset is applied or parked. */
    long offset(String topic, int part);
  }
}
