package io.fundstream.projector.support;

import io.fundstream.parts.KafkaContents;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.Topics;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import io.fundstream.schemas.registry.Subjects;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events as the relay does: same topics, keys, headers and framing. */
public final class Relay implements AutoCloseable {
  private final ConfluentSchemaRegistry registry;
  private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;

  public Relay(String bootstrap, String registryUrl, List<Context> contexts) {
    this.registry = new ConfluentSchemaRegistry(registryUrl);
    createTopics(bootstrap, contexts);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private static void createTopics(String bootstrap, List<Context> contexts) {
    List<NewTopic> topics = new ArrayList<>();
    for (Context context : contexts) {
      // The events of tests are old: with the default retention the broker deletes them.
      topics.add(
          new NewTopic(context.topic(), Optional.of(Topics.PARTITIONS), Optional.empty())
              .configs(Map.of("retention.ms", "-1")));
      topics.add(new NewTopic(context.deadLetterTopic(), Optional.of(1), Optional.empty()));
    }
    topics.add(new NewTopic(Topics.RELAY_SETTLED, Optional.of(1), Optional.empty()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      KafkaContents.create(admin, topics);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends one and waits for it. */
  public RecordMetadata send(TestEvent event) {
    return join(sendLater(event));
  }

  /** Sends several in this order and waits for all. */
  public void send(List<TestEvent> events) {
    events.stream().map(this::sendLater).toList().forEach(Relay::join);
  }

  public Future<RecordMetadata> sendLater(TestEvent event) {
    return producer.send(record(event));
  }

  /** The record of an event, for a test that spoils it before it is sent. */
  public ProducerRecord<byte[], byte[]> record(TestEvent event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            event.topic(),
            null,
            event.recordedAt().toEpochMilli(),
            event.key().toString().getBytes(StandardCharsets.UTF_8),
            value(event));
    event
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    return join(producer.send(record));
  }

  private byte[] value(TestEvent event) {
    int id =
        ids.computeIfAbsent(
            event.schema(),
            schema ->
                registry.register(
                    Subjects.of(event.topic(), schema.getFullName()), schema.toString()));
    byte[] avro = event.payload();
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array();
  }

  /** Says that everything recorded before an instant is sent. */
  public void settled(String settledAt, Map<String, long[]> ends) {
    Map<String, String> lists = new HashMap<>();
    ends.forEach((topic, offsets) -> lists.put(topic, java.util.Arrays.toString(offsets)));
    StringBuilder json = new StringBuilder("{\"settledAt\":\"" + settledAt + "\",\"ends\":{");
    lists.forEach((topic, offsets) -> json.append("\"%s\":%s,".formatted(topic, offsets)));
    json.setLength(json.length() - (lists.isEmpty() ? 0 : 1));
    send(
        new ProducerRecord<>(
            Topics.RELAY_SETTLED,
            "settled".getBytes(StandardCharsets.UTF_8),
            json.append("}}").toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static RecordMetadata join(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    producer.close();
    registry.close();
  }
}
