package io.fundstream.stack.feed;

import io.fundstream.schemas.AvroJson;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.Topics;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed events from the topics of some contexts, as they come. For one thread. */
public final class EventFeed implements AutoCloseable {
  private static final Pattern CONTEXT_TOPIC = Pattern.compile("fundstream\\.[a-z]+");
  private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ConfluentSchemaRegistry registry;
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Set<String> wanted;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private Instant nextLook = Instant.EPOCH;

  /** What a record held: an event, or why it is none. */
  public sealed interface Found {
    /** A record that could be decoded. */
    record Event(SeenEvent event) implements Found {}

    /** A record that could not. */
    record Unreadable(String topic, int partition, long offset, String reason) implements Found {}
  }

  /**
   * Finds its place at once: what comes after this is seen.
   *
   * @param contexts none for all there are
   */
  public EventFeed(
      String bootstrapServers, String registryUrl, List<String> contexts, boolean fromBeginning) {
    this.registry = new ConfluentSchemaRegistry(registryUrl);
    this.wanted = new HashSet<>(contexts.stream().map(Topics::of).toList());
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                100,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    assign(fromBeginning);
  }

  /** Waits up to the limit for something to come. */
  public List<Found> poll(Duration limit) {
    if (Instant.now().isAfter(nextLook)) {
      // Whatever is in a topic that is made only now came after us.
      assign(true);
    }
    List<Found> found = new ArrayList<>();
    consumer.poll(limit).forEach(record -> found.add(decode(record)));
    return found;
  }

  private void assign(boolean fromBeginning) {
    nextLook = Instant.now().plus(LOOK_FOR_TOPICS);
    List<TopicPartition> added = new ArrayList<>();
    consumer
        .listTopics()
        .forEach((topic, partitions) -> {
          if (isWanted(topic)) {
            partitions.forEach(p -> added.add(new TopicPartition(topic, p.partition())));
          }
        });
    added.removeAll(assigned);
    if (added.isEmpty()) {
      return;
    }
    assigned.addAll(added);
    consumer.assign(assigned);
    if (fromBeginning) {
      consumer.seekToBeginning(added);
    } else {
      consumer.seekToEnd(added);
    }
    // Seeking is lazy; ask now, so that "the end" is the end of this moment.
    added.forEach(consumer::position);
  }

  private boolean isWanted(String topic) {
    return wanted.isEmpty() ? CONTEXT_TOPIC.matcher(topic).matches() : wanted.contains(topic);
  }

  private Found decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      EventEnvelope envelope = EventEnvelope.read(record.key(), name -> header(record, name));
      Schema schema =
          schemas.computeIfAbsent(
              ConfluentWire.schemaId(record.value()),
              id -> new Schema.Parser().parse(registry.schema(id)));
      String payload = AvroJson.text(ConfluentWire.decode(record.value(), schema));
      return new Found.Event(
          new SeenEvent(envelope, payload, record.topic(), record.partition(), record.offset()));
    } catch (MalformedEvent e) {
      return new Found.Unreadable(
          record.topic(), record.partition(), record.offset(), String.valueOf(e.getMessage()));
    }
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
    @Nullable Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  /** Ends a poll that waits in another thread. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() throws IOException {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    registry.close();
  }
}
