package io.fundstream.benchmarks.pipe;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.fundstream.benchmarks.relay.StockSettings;
import io.fundstream.parts.Postgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Log to topic: Debezium's engine with its own outbox transform, each batch acknowledged by Kafka
 * before its position is taken for done, as Debezium Server does it.
 */
final class PipeSender implements AutoCloseable {
  /** As our relay asks, so that the peer does not wait longer for what is new. */
  private static final String POLL_MILLIS = "1";

  private final KafkaProducer<byte[], byte[]> producer;
  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final String topic;

  PipeSender(Postgres server, String bootstrap, String topic) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Properties settings =
        StockSettings.of(
            PipeTables.SLOT,
            server.url(PipeTables.DATABASE),
            server.superuser(),
            server.superuserPassword(),
            PipeTables.LOG,
            topic);
    settings.setProperty("poll.interval.ms", POLL_MILLIS);
    engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings)
            .notifying(this::send)
            .build();
  }

  /** Returns when it is closed or has failed. */
  void run() {
    engine.run();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  private void send(
      List<RecordChangeEvent<SourceRecord>> batch,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> change : batch) {
      SourceRecord event = change.record();
      if (event.value() instanceof ByteBuffer payload) {
        byte[] value = new byte[payload.remaining()];
        payload.get(value);
        byte[] key = String.valueOf(event.key()).getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>(topic, key, value),
            (metadata, e) -> {
              if (e != null) failure.compareAndSet(null, e);
            });
      }
    }
    producer.flush();
    Exception e = failure.get();
    if (e != null) throw new IllegalStateException("a record was not delivered", e);
    for (RecordChangeEvent<SourceRecord> change : batch) committer.markProcessed(change);
    committer.markBatchFinished();
  }

  @Override
  public void close() throws IOException {
    engine.close();
    producer.close();
  }
}
