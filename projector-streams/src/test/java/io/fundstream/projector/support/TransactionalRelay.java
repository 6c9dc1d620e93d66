package io.fundstream.projector.support;

import static org.awaitility.Awaitility.await;

import io.fundstream.parts.KafkaContents;
import io.fundstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends in transactions, as the relay does. Each leaves a mark that takes an offset, so the same
 * events have other offsets when they are sent again in fewer transactions.
 */
public final class TransactionalRelay implements AutoCloseable {
  private final Stage stage;
  private final KafkaProducer<byte[], byte[]> producer;

  public TransactionalRelay(Stage stage) {
    this.stage = stage;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stage.kafka().bootstrapServers(),
                "transactional.id",
                "transactional-relay-" + UUID.randomUUID()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Sends events in one transaction and says where they are. */
  public List<RecordMetadata> send(List<TestEvent> events) throws Exception {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent =
        events.stream().map(event -> producer.send(stage.relay().record(event))).toList();
    producer.commitTransaction();
    List<RecordMetadata> places = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      places.add(one.get());
    }
    return places;
  }

  /** Sends each event in a transaction of its own, as life does. */
  public void sendEach(List<TestEvent> events) throws Exception {
    for (TestEvent event : events) {
      send(List.of(event));
    }
  }

  /** Parts and offsets, sorted as text. */
  public static List<String> places(List<RecordMetadata> sent) {
    return sent.stream().map(at -> at.partition() + "@" + at.offset()).sorted().toList();
  }

  /** What the table of events says of them. */
  public List<String> placesRead() {
    return stage.tables().rows("select part || '@' || \"offset\" from read_model.event").stream()
        .sorted()
        .toList();
  }

  /** Deletes a topic and makes it again: its offsets begin anew. */
  public void makeAgain(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await(topic + " is gone").until(() -> !admin.listTopics().names().get().contains(topic));
      NewTopic anew =
          new NewTopic(topic, Optional.of(Topics.PARTITIONS), Optional.empty())
              .configs(Map.of("retention.ms", "-1"));
      KafkaContents.create(admin, List.of(anew));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
