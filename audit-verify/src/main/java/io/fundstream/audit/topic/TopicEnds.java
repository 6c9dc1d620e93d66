package io.fundstream.audit.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each context topic reached before the snapshot was taken: records below these offsets
 * were committed to the log before, so the snapshot must know them.
 */
record TopicEnds(Map<TopicPartition, Long> offsets) {
  /** A topic of a context; those of the relay and of dead letters have one more part. */
  private static final Pattern CONTEXT_TOPIC = Pattern.compile("fundstream\\.[^.]+");

  static TopicEnds now(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics().entrySet()) {
      if (!CONTEXT_TOPIC.matcher(topic.getKey()).matches()) continue;
      topic.getValue().forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    return new TopicEnds(new HashMap<>(consumer.endOffsets(partitions)));
  }

  /** True when the record at this offset was there before the snapshot. */
  boolean beforeSnapshot(TopicPartition partition, long offset) {
    return offset < offsets.getOrDefault(partition, 0L);
  }
}
