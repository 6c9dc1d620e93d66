package io.fundstream.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The records of one key, in order. */
  List<ConsumerRecord<byte[], byte[]>> of(UUID key) {
    return read(Topics.of("fund")).stream()
        .filter(r -> key.toString().equals(new String(r.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  /** The last settled time; the epoch if there is none yet. */
  Instant settledAt() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> all = read(Topics.RELAY_SETTLED);
    return all.isEmpty()
        ? Instant.EPOCH
        : Instant.parse(JSON.readTree(all.getLast().value()).get("settledAt").asText());
  }

  /** The fund topic's ends that came with it. */
  List<Long> settledEnds() throws IOException {
    List<Long> ends = new ArrayList<>();
    JSON.readTree(read(Topics.RELAY_SETTLED).getLast().value())
        .get("ends")
        .get(Topics.of("fund"))
        .forEach(end -> ends.add(end.asLong()));
    return ends;
  }

  /** By partition of the fund topic the offset after the last event. */
  List<Long> lastOffsetsPlusOne() {
    Long[] ends = new Long[Topics.PARTITIONS];
    Arrays.fill(ends, 0L);
    read(Topics.of("fund")).forEach(r -> ends[r.partition()] = r.offset() + 1);
    return List.of(ends);
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
