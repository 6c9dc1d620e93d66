package io.fundstream.relay;

import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer with read_committed that is not ours: what a subscriber sees, from the beginning. */
final class TopicReader {
  private final String bootstrap;

  TopicReader(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Every committed record of the topics now, a partition's in order. */
  List<ConsumerRecord<byte[], byte[]>> read(String... topics) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions =
          List.of(topics).stream()
              .flatMap(t -> consumer.partitionsFor(t).stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  /** The envelopes of the fund topic's records. */
  List<EventEnvelope> events() {
    return events(Topics.of("fund"));
  }

  List<EventEnvelope> events(String... topics) {
    return read(topics).stream().map(TopicReader::envelope).toList();
  }

  /** By partition key the seqs in the order of their offsets. */
  Map<UUID, List<Long>> seqs() {
    Map<UUID, List<Long>> seqs = new HashMap<>();
    events()
        .forEach(e -> seqs.computeIfAbsent(e.partitionKey(), k -> new ArrayList<>()).add(e.seq()));
    return seqs;
  }

  static EventEnvelope envelope(ConsumerRecord<byte[], byte[]> record) {
    return EventEnvelope.read(
        record.key(),
        name -> {
          var header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        });
  }
}
