package io.fundstream.audit.topic;

import io.fundstream.audit.AuditReport;
import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import io.fundstream.audit.log.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Compares every context topic with a snapshot of the log. Open it before taking the snapshot. */
public final class TopicAudit implements AutoCloseable {
  private static final String PREFIX = "fundstream.";

  /** Keys whose last seq is held at once, about 50 bytes each; more are read in several passes. */
  private static final long KEYS_A_PASS = 2_000_000;

  private final Consumer<byte[], byte[]> consumer;
  private final TopicEnds before;
  private final Duration wait;

  private TopicAudit(Consumer<byte[], byte[]> consumer, Duration wait) {
    this.consumer = consumer;
    this.before = TopicEnds.now(consumer);
    this.wait = wait;
  }

  /**
   * Notes how far the topics reach now.
   *
   * @param wait how long Kafka may stand still behind the snapshot
   * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached within 10 seconds
   */
  public static TopicAudit open(String bootstrapServers, Duration wait) {
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "fundstream-audit",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                4_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      return new TopicAudit(consumer, wait);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Reads the topics of all contexts and reports where they differ from the snapshot. */
  public AuditReport.Topics compare(Snapshot snapshot, Findings findings) throws SQLException {
    long start = System.nanoTime();
    Connection log = snapshot.events();
    long records = 0;
    long later = 0;
    Set<String> contexts = contexts(log);
    for (String context : contexts) {
      List<TopicPartition> partitions = partitions(context);
      if (partitions.isEmpty()) {
        findings.add(
            Check.TOPIC_MISSING, null, 0, null, "topic " + PREFIX + context + " is not there");
      }
      for (List<TopicPartition> slice : slices(partitions, keys(log))) {
        TopicPass pass =
            new TopicPass(consumer, context, partitions.size(), before, wait, findings);
        pass.run(log, slice);
        records += pass.matched();
        later += pass.later();
      }
    }
    return new AuditReport.Topics(
        contexts.size(), records, later, (System.nanoTime() - start) / 1e9);
  }

  private Set<String> contexts(Connection log) throws SQLException {
    Set<String> contexts = new TreeSet<>();
    before.offsets().keySet().forEach(p -> contexts.add(p.topic().substring(PREFIX.length())));
    try (Statement statement = log.createStatement();
        ResultSet row =
            statement.executeQuery("select distinct context from event_store.event_log")) {
      while (row.next()) contexts.add(row.getString(1));
    }
    return contexts;
  }

  private List<TopicPartition> partitions(String context) {
    String topic = PREFIX + context;
    return consumer.listTopics().getOrDefault(topic, List.of()).stream()
        .map(p -> new TopicPartition(topic, p.partition()))
        .toList();
  }

  private static long keys(Connection log) throws SQLException {
    try (Statement statement = log.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from event_store.partition_head")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<List<TopicPartition>> slices(List<TopicPartition> partitions, long keys) {
    if (partitions.isEmpty()) return List.of();
    int passes = (int) Math.min(partitions.size(), 1 + keys / KEYS_A_PASS);
    int size = (partitions.size() + passes - 1) / passes;
    List<List<TopicPartition>> slices = new ArrayList<>();
    for (int from = 0; from < partitions.size(); from += size) {
      slices.add(partitions.subList(from, Math.min(partitions.size(), from + size)));
    }
    return slices;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
