package io.fundstream.gateway;

import io.fundstream.gateway.http.BatchConfig;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.schemas.Tenant;
import java.time.Duration;

/** Everything that can be set about a gateway. */
public record GatewayConfig(
    HttpConfig http, DatabaseConfig database, ApiKeys apiKeys, LogConfig log, BatchConfig batches) {
  private static final int DEFAULT_PORT = 8080;

  /** Connections besides the appenders': readiness, housekeeping, asking after a lost commit. */
  private static final int SPARE_CONNECTIONS = 3;

  /** With the usual bounds of batches. */
  public GatewayConfig(HttpConfig http, DatabaseConfig database, ApiKeys apiKeys, LogConfig log) {
    this(http, database, apiKeys, log, BatchConfig.defaults());
  }

  /** Reads the environment; every setting that is wrong is told at once. */
  public static GatewayConfig from(Settings s) {
    HttpConfig http = HttpConfig.from(s, DEFAULT_PORT);
    DatabaseConfig database = DatabaseConfig.from(s);
    ApiKeys keys = ApiKeys.from(s, Tenant.DEFAULT);
    LogConfig log = log(s);
    BatchConfig batches = BatchConfig.from(s);
    if (log.appenders() + SPARE_CONNECTIONS > database.poolMax()) {
      s.refuse(
          "FUNDSTREAM_LOG_APPENDERS: each holds a connection, and %d more are needed; the pool has %d"
              .formatted(SPARE_CONNECTIONS, database.poolMax()));
    }
    return s.orThrow(() -> new GatewayConfig(http, database, keys, log, batches));
  }

  private static LogConfig log(Settings s) {
    LogConfig d = LogConfig.defaults();
    return new LogConfig(
        s.whole(
            "FUNDSTREAM_LOG_APPENDERS",
            d.appenders(),
            1,
            64,
            "threads",
            "transactions that run at once; lines of batches go to all"),
        s.whole(
            "FUNDSTREAM_LOG_SINGLE_APPENDERS",
            d.singleAppenders(),
            1,
            64,
            "threads",
            "of them that take commands sent one by one; at most all of them"),
        s.whole("FUNDSTREAM_LOG_MAX_BATCH", d.maxBatch(), 1, 4096, "commands", "in a transaction"),
        s.whole(
            "FUNDSTREAM_LOG_MAX_BATCH_BYTES",
            d.maxBatchBytes(),
            1 << 10,
            64 << 20,
            "bytes",
            "of requests in a transaction; at least one is taken"),
        s.whole(
            "FUNDSTREAM_LOG_MAX_WAITING",
            d.maxWaiting(),
            1,
            1_000_000,
            "commands",
            "admitted and not yet answered; more is 429"),
        s.whole(
            "FUNDSTREAM_LOG_MAX_WAITING_BYTES",
            (int) d.maxWaitingBytes(),
            2 << 20,
            1 << 30,
            "bytes",
            "of their requests; more is 429"),
        s.duration(
            "FUNDSTREAM_LOG_COMMAND_TIMEOUT_MS",
            d.commandTimeout().toMillis(),
            100,
            60_000,
            "a command that takes longer is answered 503"),
        s.duration(
            "FUNDSTREAM_LOG_KEY_WAIT_MS",
            d.keyWait().toMillis(),
            0,
            60_000,
            "longest wait for another request with the same Idempotency-Key"),
        Duration.ofHours(
            s.whole(
                "FUNDSTREAM_LOG_ANSWERS_KEPT_H",
                (int) d.answersKept().toHours(),
                1,
                8760,
                "hours",
                "an answer is remembered under its Idempotency-Key")),
        s.whole(
            "FUNDSTREAM_LOG_SNAPSHOT_EVERY",
            d.snapshotEvery(),
            1,
            1_000_000,
            "events",
            "of a stream between two snapshots"),
        s.whole(
            "FUNDSTREAM_LOG_CACHED_STREAMS",
            d.cachedStreams(),
            0,
            10_000_000,
            "streams",
            "whose state is kept in memory"));
  }
}
