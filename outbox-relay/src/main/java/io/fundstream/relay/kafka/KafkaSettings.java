package io.fundstream.relay.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How the relay uses Kafka.
 *
 * @param bootstrap host:port list
 * @param replicationFactor of topics that the relay makes
 * @param minInsyncReplicas of topics that the relay makes
 * @param compression producer compression: none, lz4, zstd, …
 * @param transactionTimeoutMs how long a transaction may stay open before the broker aborts it
 */
public record KafkaSettings(
    String bootstrap,
    int replicationFactor,
    int minInsyncReplicas,
    String compression,
    int transactionTimeoutMs) {
  /**
   * Fixed, and one for all relays of a Kafka: it is what fences a predecessor that is still alive.
   */
  public static final String TRANSACTIONAL_ID = "fundstream-relay";

  private static final int REQUEST_TIMEOUT_MS = 10_000;

  /**
   * Sending takes milliseconds, and so does a commit: longer, and a new producer is sooner (0090).
   */
  private static final int MAX_BLOCK_MS = 5_000;

  private static final int DELIVERY_MS = 5_000;

  /** Kafka wants this and the lingering to fit into the delivery. */
  private static final int SEND_MS = 4_000;

  /** Enough to read with. */
  public static KafkaSettings reading(String bootstrap) {
    return new KafkaSettings(bootstrap, 1, 1, "none", 60_000);
  }

  Map<String, Object> admin() {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "client.id",
        "fundstream-relay-admin",
        "request.timeout.ms",
        REQUEST_TIMEOUT_MS,
        "default.api.timeout.ms",
        15_000);
  }

  Map<String, Object> producer() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "fundstream-relay");
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    // What waits is flushed before a commit, so lingering only makes the batches of one transaction
    // fuller.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SEND_MS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, transactionTimeoutMs);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return config;
  }

  Map<String, Object> consumer() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ConsumerConfig.CLIENT_ID_CONFIG,
        "fundstream-relay-reader",
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        10_000,
        // At the end of a partition the broker would keep each fetch for half a second.
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        10,
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        REQUEST_TIMEOUT_MS,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        15_000);
  }

  Map<String, String> eventTopic() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        "-1",
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(2 * 1024 * 1024),
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(minInsyncReplicas));
  }

  /** Small segments: only closed ones are compacted, and a start reads the whole of the heads. */
  Map<String, String> compactedTopic() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024),
        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(6 * 3_600_000L),
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2",
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInsyncReplicas));
  }
}
