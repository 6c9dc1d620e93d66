package io.fundstream.benchmarks.pipe;

import io.fundstream.parts.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topic to table: a plain consumer, one upsert and one transaction a poll. */
final class PipeUpserts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String UPSERT =
      """
      insert into public.current_row select * from unnest(?::uuid[], ?::bytea[])
      on conflict (id) do update set payload = excluded.payload
      """;

  private final Postgres server;
  private final KafkaConsumer<String, byte[]> consumer;

  PipeUpserts(Postgres server, String bootstrap, String topic) {
    this.server = server;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "bare",
                "auto.offset.reset",
                "earliest",
                "fetch.min.bytes",
                1),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  /** Returns when it is closed. */
  void run() {
    try (consumer;
        Connection session = server.connect(PipeTables.DATABASE);
        PreparedStatement upsert = session.prepareStatement(UPSERT)) {
      while (true) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) upsert(session, upsert, records);
      }
    } catch (WakeupException closed) {
      return;
    } catch (SQLException e) {
      throw new IllegalStateException("the rows were not written", e);
    }
  }

  /** The last of each key: a statement must not touch a row twice. */
  private static void upsert(
      Connection session, PreparedStatement upsert, ConsumerRecords<String, byte[]> records)
      throws SQLException {
    Map<String, byte[]> last = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) last.put(record.key(), record.value());
    upsert.setArray(1, session.createArrayOf("uuid", last.keySet().toArray()));
    upsert.setArray(2, session.createArrayOf("bytea", last.values().toArray(byte[][]::new)));
    upsert.executeUpdate();
  }

  /** It leaves its group, so that the next start need not wait for it. */
  @Override
  public void close() {
    consumer.wakeup();
  }
}
