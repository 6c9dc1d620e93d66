package io.fundstream.system.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundstream.system.check.TopicRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its start to its end as any consumer with {@code read_committed} would. */
final class TopicReader {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int HEADER = 5;

  private TopicReader() {}

  /**
   * All records, in the order of each partition.
   *
   * @throws IllegalStateException if the end is not reached within a minute
   */
  static List<TopicRecord> read(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return toTheEnd(consumer, consumer.endOffsets(partitions));
    }
  }

  private static List<TopicRecord> toTheEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    List<TopicRecord> records = new ArrayList<>();
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > limit) throw new IllegalStateException("the topic has no end");
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        records.add(record(record));
      }
    }
    return records;
  }

  private static TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), UTF_8));
    }
    ByteBuffer value = ByteBuffer.wrap(record.value());
    return new TopicRecord(
        record.partition(),
        record.offset(),
        new String(record.key(), UTF_8),
        headers,
        value.getInt(1),
        value.slice(HEADER, value.capacity() - HEADER));
  }
}
