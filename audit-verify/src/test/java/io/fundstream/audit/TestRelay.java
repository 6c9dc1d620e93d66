package io.fundstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundstream.parts.KafkaContents;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Puts a log into Kafka by the words of the wire contract, in transactions, as a test wants it. */
final class TestRelay implements AutoCloseable {
  static final int SCHEMA_ID = 7;
  private static final int PARTITIONS = 3;

  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  TestRelay(String bootstrapServers) {
    admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "test-relay-" + UUID.randomUUID()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  void topics(String... contexts) throws ExecutionException, InterruptedException {
    for (String context : contexts) {
      KafkaContents.create(
          admin, List.of(new NewTopic("fundstream." + context, PARTITIONS, (short) 1)));
    }
  }

  void deleteTopics() throws ExecutionException, InterruptedException {
    Set<String> ours = names();
    admin.deleteTopics(ours).all().get();
    Awaitility.await().until(() -> names().isEmpty());
  }

  private Set<String> names() throws ExecutionException, InterruptedException {
    Set<String> names = new HashSet<>(admin.listTopics().names().get());
    names.removeIf(name -> !name.startsWith("fundstream."));
    return names;
  }

  /** The records of the whole log, in the order of recording. */
  List<ProducerRecord<byte[], byte[]>> records(TestLog log) throws SQLException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    String sql =
        """
        select *, convert_from(metadata, 'UTF8')::jsonb as m,
               to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ce_time,
               (extract(epoch from date_trunc('milliseconds', recorded_at)) * 1000)::bigint as millis
        from event_store.event_log order by recorded_at
        """;
    try (Connection connection = log.database().connect("fundstream_verify");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) records.add(record(row));
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
    byte[] payload = row.getBytes("payload");
    byte[] value =
        ByteBuffer.allocate(payload.length - 5)
            .put((byte) 0)
            .putInt(SCHEMA_ID)
            .put(payload, 10, payload.length - 10)
            .array();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            "fundstream." + row.getString("context"),
            null,
            row.getLong("millis"),
            row.getString("partition_key").getBytes(UTF_8),
            value);
    add(record, "ce_specversion", "1.0");
    add(record, "ce_id", row.getString("event_id"));
    add(record, "ce_source", "/fundstream/" + row.getString("context"));
    add(record, "ce_type", row.getString("event_type"));
    add(record, "ce_subject", row.getString("stream_id"));
    add(record, "ce_time", row.getString("ce_time"));
    add(record, "content-type", "application/avro");
    add(record, "ce_streamversion", row.getString("version"));
    add(record, "ce_partitionseq", row.getString("seq"));
    add(record, "ce_eventhash", HexFormat.of().formatHex(row.getBytes("hash")));
    add(record, "ce_effectiveon", row.getString("effective_on"));
    add(record, "ce_tenant", row.getString("tenant"));
    add(record, "ce_actor", "test");
    add(record, "ce_correlationid", "c-" + row.getString("seq"));
    return record;
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /**
   * Sends the records in one transaction, commits it and waits until whoever reads committed
   * records can read them: a commit is answered before its markers are in the partitions, and how
   * long they take is no fault of what is tested.
   */
  void send(List<ProducerRecord<byte[], byte[]>> records) {
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.commitTransaction();
    Awaitility.await()
        .until(() ->
            ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
  }

  private Map<TopicPartition, Long> ends(IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (String topic : names()) {
      for (int i = 0; i < PARTITIONS; i++) {
        asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Sends the records in a transaction that is then aborted. */
  void abort(List<ProducerRecord<byte[], byte[]>> records) {
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.flush();
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
