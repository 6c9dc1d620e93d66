package io.fundstream.relay;

import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.relay.kafka.KafkaSettings;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.http.HttpConfig;
import java.time.Duration;
import java.util.List;

/**
 * Everything that can be set about a relay.
 *
 * @param http health and metrics
 * @param registryUrl a registry that speaks Confluent's API
 * @param contexts whose topics are made at the start, beside those of this release and those that a
 *     gateway has stored a schema of
 * @param slot name of the replication slot
 * @param pace of the heartbeat
 * @param lockTimeout a relay that does nothing for so long loses the lock
 * @param standbyPoll how often a second relay tries to get the lock
 * @param maxRows events held in memory between PostgreSQL and Kafka, at most
 * @param maxBytes bytes of those events, at most
 */
public record RelayConfig(
    HttpConfig http,
    RelayDatabase database,
    KafkaSettings kafka,
    String registryUrl,
    List<String> contexts,
    String slot,
    HeartbeatPace pace,
    Duration lockTimeout,
    Duration standbyPoll,
    int maxRows,
    long maxBytes) {
  private static final int PORT = 8085;

  public RelayConfig {
    contexts = List.copyOf(contexts);
  }

  /** The defaults for everything but the places. */
  public static RelayConfig of(
      HttpConfig http, RelayDatabase database, String kafkaBootstrap, String registryUrl) {
    return new RelayConfig(
        http,
        database,
        new KafkaSettings(kafkaBootstrap, 1, 1, "lz4", 30_000),
        registryUrl,
        List.of(),
        "fundstream_outbox",
        new HeartbeatPace(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30)),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        16_384,
        32L << 20);
  }

  /** The same with another registry. */
  public RelayConfig registryUrl(String url) {
    return new RelayConfig(
        http,
        database,
        kafka,
        url,
        contexts,
        slot,
        pace,
        lockTimeout,
        standbyPoll,
        maxRows,
        maxBytes);
  }

  /** The same with another slot. */
  public RelayConfig slot(String name) {
    return new RelayConfig(
        http,
        database,
        kafka,
        registryUrl,
        contexts,
        name,
        pace,
        lockTimeout,
        standbyPoll,
        maxRows,
        maxBytes);
  }

  /** The same with another bound on the events held in memory. */
  public RelayConfig maxRows(int rows) {
    return new RelayConfig(
        http,
        database,
        kafka,
        registryUrl,
        contexts,
        slot,
        pace,
        lockTimeout,
        standbyPoll,
        rows,
        maxBytes);
  }

  /** Reads {@code FUNDSTREAM_*}. */
  public static RelayConfig from(Settings s) {
    HttpConfig http = HttpConfig.from(s, PORT);
    RelayDatabase database = database(s);
    KafkaSettings kafka = kafka(s);
    String registry =
        s.uri("FUNDSTREAM_REGISTRY_URL", null, "a registry with Confluent's API").toString();
    List<String> contexts =
        s.list(
            "FUNDSTREAM_RELAY_CONTEXTS",
            "",
            "contexts whose topics are made at the start, beside those of this release");
    String slot =
        s.text("FUNDSTREAM_RELAY_SLOT", "fundstream_outbox", "name of the replication slot");
    HeartbeatPace pace = pace(s);
    Duration lock =
        s.duration(
            "FUNDSTREAM_RELAY_LOCK_TIMEOUT_MS",
            10_000,
            3_000,
            600_000,
            "a halted relay loses the lock after");
    Duration standby =
        s.duration(
            "FUNDSTREAM_RELAY_STANDBY_POLL_MS", 500, 50, 60_000, "a second relay tries every");
    int rows =
        s.whole(
            "FUNDSTREAM_RELAY_MAX_EVENTS",
            16_384,
            1,
            1_000_000,
            "events",
            "held in memory between PostgreSQL and Kafka");
    int bytes =
        s.whole(
            "FUNDSTREAM_RELAY_MAX_BYTES", 32 << 20, 1 << 20, 1 << 30, "bytes", "of those events");
    return s.orThrow(() ->
        new RelayConfig(
            http, database, kafka, registry, contexts, slot, pace, lock, standby, rows, bytes));
  }

  private static RelayDatabase database(Settings s) {
    return new RelayDatabase(
        s.text("FUNDSTREAM_DATABASE_URL", null, "JDBC address of PostgreSQL"),
        s.text("FUNDSTREAM_DATABASE_USER", "fundstream_relay", "role with REPLICATION"),
        s.secret("FUNDSTREAM_DATABASE_PASSWORD", null, "its password"));
  }

  private static KafkaSettings kafka(Settings s) {
    return new KafkaSettings(
        s.text("FUNDSTREAM_KAFKA_BOOTSTRAP", null, "host:port,… of Kafka"),
        s.whole(
            "FUNDSTREAM_KAFKA_REPLICATION_FACTOR", 1, 1, 9, "replicas", "of topics that are made"),
        s.whole(
            "FUNDSTREAM_KAFKA_MIN_INSYNC_REPLICAS", 1, 1, 9, "replicas", "of topics that are made"),
        s.text("FUNDSTREAM_RELAY_COMPRESSION", "lz4", "none, lz4, zstd, snappy or gzip"),
        s.whole(
            "FUNDSTREAM_RELAY_TRANSACTION_TIMEOUT_MS",
            30_000,
            5_000,
            900_000,
            "ms",
            "Kafka aborts a transaction that is open for longer"));
  }

  private static HeartbeatPace pace(Settings s) {
    return new HeartbeatPace(
        s.duration(
            "FUNDSTREAM_RELAY_HEARTBEAT_BUSY_MS",
            100,
            10,
            60_000,
            "from a batch with events to the next mark of settled time, at least"),
        s.duration(
            "FUNDSTREAM_RELAY_HEARTBEAT_APART_MS",
            500,
            0,
            60_000,
            "from mark to mark while events come, at least"),
        s.duration(
            "FUNDSTREAM_RELAY_HEARTBEAT_IDLE_MS",
            1_000,
            100,
            60_000,
            "from mark to mark while nothing happens; under a third of the lock timeout"),
        s.duration(
            "FUNDSTREAM_RELAY_STALLED_MS",
            30_000,
            1_000,
            600_000,
            "a mark that does not come back for so long ends the stream, which starts anew"));
  }
}
