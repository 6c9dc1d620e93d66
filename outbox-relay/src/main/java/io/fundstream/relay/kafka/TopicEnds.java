package io.fundstream.relay.kafka;

import io.fundstream.schemas.Topics;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/**
 * For each partition of the contexts' topics the offset after its last event. Not Kafka's end
 * offset: that counts the transaction's marker too, and a reader that counts events would wait for
 * it for ever.
 */
public final class TopicEnds {
  private final TreeMap<String, long[]> ends = new TreeMap<>();

  TopicEnds(Collection<String> contexts) {
    contexts.forEach(context -> ends.put(Topics.of(context), new long[Topics.PARTITIONS]));
  }

  private TopicEnds(TopicEnds other) {
    other.ends.forEach((topic, offsets) -> ends.put(topic, offsets.clone()));
  }

  TopicEnds copy() {
    return new TopicEnds(this);
  }

  /** An event got this offset. */
  void sent(String topic, int partition, long offset) {
    long[] offsets = ends.computeIfAbsent(topic, name -> new long[Topics.PARTITIONS]);
    offsets[partition] = Math.max(offsets[partition], offset + 1);
  }

  /** {@code {"fundstream.fund":[o0,…,o11],…}}, topics in order. */
  String json() {
    StringBuilder out = new StringBuilder("{");
    ends.forEach((topic, offsets) ->
        out.append(out.length() > 1 ? "," : "")
            .append('"')
            .append(topic)
            .append("\":")
            .append(Arrays.toString(offsets).replace(" ", "")));
    return out.append('}').toString();
  }
}
