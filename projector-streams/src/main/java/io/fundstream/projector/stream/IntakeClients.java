package io.fundstream.projector.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Gives each stream thread a consumer that stores before it commits, and the intake beside it. */
final class IntakeClients implements KafkaClientSupplier {
  private final Run run;
  private final ThreadLocal<Intake> intakes;
  private final List<IntakeConsumer> consumers = new CopyOnWriteArrayList<>();

  IntakeClients(Run run) {
    this.run = run;
    this.intakes = ThreadLocal.withInitial(() -> new Intake(run));
  }

  /** What the calling stream thread has in hand. */
  Intake intake() {
    return intakes.get();
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    consumers.removeIf(IntakeConsumer::closed);
    IntakeConsumer consumer = new IntakeConsumer(config, run, intakes::get);
    consumers.add(consumer);
    return consumer;
  }

  /**
   * Seconds since the broker last answered a heartbeat; -1 if it never has. Read from the metrics,
   * because they may be read by any thread.
   */
  double secondsSinceHeartbeat() {
    double longest = -1;
    for (IntakeConsumer consumer : consumers) {
      if (consumer.closed()) {
        continue;
      }
      for (Metric metric : consumer.metrics().values()) {
        if (metric.metricName().name().equals("last-heartbeat-seconds-ago")
            && metric.metricValue() instanceof Number seconds) {
          longest = Math.max(longest, seconds.doubleValue());
        }
      }
    }
    return longest;
  }

  /** How many records are not yet read, by what the consumers saw last. */
  long unread() {
    return consumers.stream()
        .filter(consumer -> !consumer.closed())
        .mapToLong(IntakeConsumer::unread)
        .sum();
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
