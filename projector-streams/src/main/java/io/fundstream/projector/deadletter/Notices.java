package io.fundstream.projector.deadletter;

import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.Parking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a notice for each parked record to {@code <topic>.dlq}: the original bytes, the reason, the
 * stack's digest, and where the original lies. At least once. Connects when the first is sent.
 */
public final class Notices implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Map<String, Object> config;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param config what every Kafka client of this process is given: addresses, security
   */
  public Notices(Map<String, Object> config) {
    this.config = Map.copyOf(config);
  }

  /**
   * Sends and waits until the broker has them.
   *
   * @throws NoticeFailed if it does not within 10 s; the records are parked all the same
   */
  public void send(String projection, List<Parking> parked) {
    if (parked.isEmpty()) {
      return;
    }
    try {
      Producer<byte[], byte[]> out = producer(parked);
      List<Future<?>> sent = new ArrayList<>();
      for (Parking parking : parked) {
        sent.add(out.send(record(projection, parking)));
      }
      out.flush();
      for (Future<?> one : sent) {
        one.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoticeFailed("interrupted while sending notices", e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw new NoticeFailed("notices of parked records: " + e.getMessage(), e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String projection, Parking parking) {
    RawRecord raw = parking.raw();
    ProducerRecord<byte[], byte[]> notice =
        new ProducerRecord<>(raw.topic() + ".dlq", raw.key(), raw.value());
    raw.headers().forEach((name, value) -> notice.headers().add(name, value));
    add(notice, NoticeHeaders.PROJECTION, projection);
    Optional.ofNullable(parking.flaw())
        .ifPresent(flaw -> {
          add(notice, NoticeHeaders.REASON, flaw.reason());
          add(notice, NoticeHeaders.STACK_DIGEST, flaw.stackDigest());
        });
    add(notice, NoticeHeaders.TOPIC, raw.topic());
    add(notice, NoticeHeaders.PARTITION, Integer.toString(raw.part()));
    add(notice, NoticeHeaders.OFFSET, Long.toString(raw.offset()));
    return notice;
  }

  private static void add(ProducerRecord<byte[], byte[]> notice, String name, String value) {
    notice.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized Producer<byte[], byte[]> producer(List<Parking> parked)
      throws InterruptedException, ExecutionException {
    if (producer == null) {
      ensureTopics(parked);
      Map<String, Object> all = new java.util.HashMap<>(config);
      all.put(ProducerConfig.ACKS_CONFIG, "all");
      all.put(ProducerConfig.CLIENT_ID_CONFIG, "fundstream-projector-notices");
      all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST.toMillis());
      all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis() / 2);
      all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis());
      all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
      producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** The relay makes these topics; a record can be parked before it has run. */
  private void ensureTopics(List<Parking> parked) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(config)) {
      for (String topic : parked.stream().map(p -> p.raw().topic()).distinct().toList()) {
        try {
          NewTopic dlq = new NewTopic(topic + ".dlq", Optional.of(1), Optional.empty());
          admin.createTopics(List.of(dlq)).all().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
      producer = null;
    }
  }
}
