package io.fundstream.projector;

import io.fundstream.projector.stream.Limits;
import io.fundstream.projector.stream.StreamsSettings;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.schemas.Topics;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Everything that can be set about the projector. */
public record ProjectorConfig(
    HttpConfig http,
    DatabaseConfig database,
    URI registry,
    StreamsSettings streams,
    Limits limits) {
  private static final int PORT = 8086;

  /** Reads the environment; {@link Settings} collects what is wrong. */
  public static ProjectorConfig from(Settings s) {
    HttpConfig http = HttpConfig.from(s, PORT);
    DatabaseConfig database = DatabaseConfig.from(s);
    URI registry =
        s.uri("FUNDSTREAM_REGISTRY_URL", null, "schema registry with Confluent's REST API");
    StreamsSettings streams = streams(s);
    Limits limits = limits(s);
    return s.orThrow(() -> new ProjectorConfig(http, database, registry, streams, limits));
  }

  private static StreamsSettings streams(Settings s) {
    String bootstrap =
        s.text("FUNDSTREAM_KAFKA_BOOTSTRAP", null, "Kafka's addresses, host:port,host:port");
    return new StreamsSettings(
        kafka(bootstrap),
        s.text(
            "FUNDSTREAM_PROJECTOR_INSTANCE",
            "projector-1",
            "name of this instance; no two running ones may share it"),
        s.whole(
            "FUNDSTREAM_PROJECTOR_THREADS",
            1,
            1,
            Topics.PARTITIONS,
            "threads",
            "stream threads of all live projections together; more while there is a backlog"),
        s.whole(
            "FUNDSTREAM_PROJECTOR_REBUILD_THREADS",
            Math.min(Runtime.getRuntime().availableProcessors(), Topics.PARTITIONS),
            1,
            Topics.PARTITIONS,
            "threads",
            "stream threads of a projection that is being filled, and while there is a backlog: as many as processors"),
        (int)
            s.duration(
                    "FUNDSTREAM_PROJECTOR_COMMIT_MS",
                    200,
                    1,
                    60_000,
                    "how often offsets go to Kafka; rows do not wait for it")
                .toMillis());
  }

  private static Limits limits(Settings s) {
    Limits d = Limits.DEFAULT;
    return new Limits(
        s.whole(
            "FUNDSTREAM_PROJECTOR_BATCH_RECORDS",
            d.batchRecords(),
            1,
            100_000,
            "records",
            "stored in one transaction at most"),
        d.batchBytes(),
        d.boundBytes(),
        s.whole(
            "FUNDSTREAM_PROJECTOR_WAITING_RECORDS",
            d.waitingRecords(),
            1,
            10_000_000,
            "records",
            "that wait in memory for an event between, per thread"),
        d.waitingBytes(),
        s.duration(
            "FUNDSTREAM_PROJECTOR_GAP_TIMEOUT_MS",
            d.gap().toMillis(),
            100,
            3_600_000,
            "how long a key waits for a missing event before all is read again"),
        s.duration(
            "FUNDSTREAM_PROJECTOR_REGISTRY_TIMEOUT_MS",
            d.registry().toMillis(),
            100,
            200_000,
            "how long a record waits for its schema before the projection starts over"));
  }

  /** What every Kafka client of the process is given. */
  private static Map<String, Object> kafka(String bootstrap) {
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        // A broker that comes back is found within a second.
        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        1_000L);
  }
}
