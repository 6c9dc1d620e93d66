package io.fundstream.benchmarks.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.fundstream.parts.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The peer: Debezium's engine with its own outbox transform and its own batch sizes, each batch
 * acknowledged by Kafka before its position is taken for done, as Debezium Server does it. At least
 * once, without transactions, so it does less than ours.
 */
final class StockRouter {
  private final TestDatabase database;
  private final Acknowledged producer;
  private final String topic;

  StockRouter(TestDatabase database, Acknowledged producer, String topic) {
    this.database = database;
    this.producer = producer;
    this.topic = topic;
  }

  /** Sends so many rows from a slot and tells how many a second. */
  double perSecond(Slot slot, long rows) throws IOException {
    long before = producer.count();
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine =
            DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(
                    StockSettings.of(
                        slot.name(),
                        database.url(),
                        database.superuser(),
                        database.password(database.superuser()),
                        "event_store.event_log",
                        topic))
                .notifying(this::send)
                .build()) {
      thread.execute(engine);
      return Pace.perSecond(rows, () -> producer.count() - before);
    }
  }

  private void send(
      List<RecordChangeEvent<SourceRecord>> batch,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> change : batch) {
      SourceRecord event = change.record();
      // Rows of other tables pass the transform as they are.
      if (event.value() instanceof ByteBuffer payload) {
        byte[] value = new byte[payload.remaining()];
        payload.get(value);
        producer.send(topic, String.valueOf(event.key()).getBytes(StandardCharsets.UTF_8), value);
      }
    }
    producer.flush();
    for (RecordChangeEvent<SourceRecord> change : batch) committer.markProcessed(change);
    committer.markBatchFinished();
  }
}
