package io.fundstream.relay.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in Kafka now: whole partitions, or their last records. */
final class CommittedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Without any progress for so long, Kafka counts as away. */
  private static final Duration STALLED = Duration.ofSeconds(20);

  private static final long FIRST_WINDOW = 4;

  private final KafkaConsumer<byte[], byte[]> consumer;

  CommittedReader(KafkaSettings settings) {
    this.consumer =
        new KafkaConsumer<>(
            settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The partitions of a topic; empty if there is no such topic. */
  List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Hands over every committed record of the partitions, a partition's in order. */
  void readAll(
      Collection<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    readToEnd(consumer.endOffsets(partitions), each);
  }

  /** The last committed record of each partition that has one. */
  Map<TopicPartition, ConsumerRecord<byte[], byte[]>> last(Collection<TopicPartition> partitions) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Set<TopicPartition> open = new HashSet<>(partitions);
    // Transaction markers and aborted records have offsets too, so look further back until a
    // record turns up.
    for (long window = FIRST_WINDOW; !open.isEmpty(); window *= 8) {
      consumer.assign(open);
      Set<TopicPartition> whole = new HashSet<>();
      for (TopicPartition partition : open) {
        long from = Math.max(at(begin, partition), at(end, partition) - window);
        consumer.seek(partition, from);
        if (from == at(begin, partition)) {
          whole.add(partition);
        }
      }
      Map<TopicPartition, Long> ends = new HashMap<>(end);
      ends.keySet().retainAll(open);
      readToEnd(ends, record -> found.put(partition(record), record));
      open.removeAll(found.keySet());
      open.removeAll(whole);
    }
    return found;
  }

  private void readToEnd(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
    long progressAt = System.nanoTime();
    while (!open.isEmpty()) {
      open.removeIf(partition -> consumer.position(partition) >= at(ends, partition));
      if (open.isEmpty()) {
        return;
      }
      var records = consumer.poll(POLL);
      records.forEach(each);
      if (!records.isEmpty()) {
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > STALLED.toNanos()) {
        throw new TimeoutException("no progress reading " + open);
      }
    }
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return java.util.Objects.requireNonNull(offsets.get(partition), "Kafka answers all or throws");
  }

  static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
