package io.fundstream.benchmarks.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.transforms.outbox.EventRouter;
import io.fundstream.parts.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

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
                .using(settings(slot))
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

  private Properties settings(Slot slot) {
    URI url = URI.create(database.url().substring("jdbc:".length()));
    Properties p = new Properties();
    p.setProperty("name", slot.name());
    p.setProperty("topic.prefix", slot.name());
    p.setProperty("connector.class", PostgresConnector.class.getName());
    p.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
    p.setProperty("database.hostname", url.getHost());
    p.setProperty("database.port", Integer.toString(url.getPort()));
    p.setProperty("database.dbname", url.getPath().substring(1));
    p.setProperty("database.user", database.superuser());
    p.setProperty("database.password", database.password(database.superuser()));
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", slot.name());
    p.setProperty("publication.name", "outbox");
    p.setProperty("publication.autocreate.mode", "disabled");
    p.setProperty("table.include.list", "event_store.event_log");
    p.setProperty("snapshot.mode", "no_data");
    p.setProperty("binary.handling.mode", "bytes");
    p.setProperty("tombstones.on.delete", "false");
    p.setProperty("transforms", "outbox");
    p.setProperty("transforms.outbox.type", EventRouter.class.getName());
    p.setProperty("transforms.outbox.table.field.event.id", "event_id");
    p.setProperty("transforms.outbox.table.field.event.key", "partition_key");
    p.setProperty("transforms.outbox.table.field.event.payload", "payload");
    p.setProperty("transforms.outbox.route.by.field", "context");
    p.setProperty("transforms.outbox.route.topic.replacement", topic);
    return p;
  }
}
