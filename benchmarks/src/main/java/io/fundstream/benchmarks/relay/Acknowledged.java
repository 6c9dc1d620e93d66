package io.fundstream.benchmarks.relay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * An idempotent producer without transactions, otherwise set as the relay's is, that counts what
 * the broker has acknowledged.
 */
final class Acknowledged implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Acknowledged(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "enable.idempotence",
                true,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                5,
                "batch.size",
                128 * 1024,
                "buffer.memory",
                64L * 1024 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** A record that could not be sent is thrown at the next call. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  void send(String topic, byte[] key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, e) -> {
          if (e == null) count.incrementAndGet();
          else failure.compareAndSet(null, e);
        });
  }

  /** Returns when the broker has it. */
  void acknowledged(String topic, String key, String value) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a record was not delivered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns when everything sent so far is acknowledged. */
  void flush() {
    producer.flush();
    count();
  }

  long count() {
    Exception e = failure.get();
    if (e != null) throw new IllegalStateException("a record was not delivered", e);
    return count.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
