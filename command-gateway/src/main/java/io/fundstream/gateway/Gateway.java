package io.fundstream.gateway;

import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.gateway.http.BatchEndpoint;
import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandEndpoint;
import io.fundstream.gateway.log.EventLog;
import io.fundstream.gateway.log.database.Housekeeping;
import io.fundstream.gateway.log.database.StartChecks;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.database.SchemaVersion;
import io.fundstream.runtime.database.Transactions;
import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.service.RunningService;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that serves. It owns its parts and closes them in the order requests leave them. */
final class Gateway implements RunningService {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** The oldest version of schema event_store on which this program runs. */
  static final int OLDEST_SCHEMA = 3;

  /** One after its own: the next release's migration comes before its gateways. */
  static final int NEWEST_SCHEMA = 4;

  /** How much longer the edge waits than the log says it may take. */
  private static final Duration GRACE = Duration.ofSeconds(6);

  /** How long a start waits for the database, and how often it asks. */
  private static final Duration DATABASE_WAIT = Duration.ofSeconds(20);

  private static final Duration DATABASE_PAUSE = Duration.ofMillis(200);

  private final HttpServer http;
  private final Readiness readiness;
  private final EventLog log;
  private final List<AutoCloseable> parts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(HttpServer http, Readiness readiness, EventLog log, List<AutoCloseable> parts) {
    this.http = http;
    this.readiness = readiness;
    this.log = log;
    this.parts = List.copyOf(parts);
  }

  static Gateway start(GatewayConfig config, List<CommandContext> contexts, Clock clock) {
    Metrics metrics = Metrics.of("gateway");
    HikariDataSource database = Databases.pool(config.database(), metrics);
    try {
      check(database, contexts);
      EventLog log = EventLog.start(database, config.log(), metrics.registry());
      try {
        Readiness readiness = Readiness.of(Map.of("database", () -> look(database)));
        Duration patience = config.log().commandTimeout().plus(GRACE);
        CommandEndpoint endpoint = new CommandEndpoint(contexts, log, clock, patience);
        BatchEndpoint batches =
            new BatchEndpoint(contexts, log, clock, config.batches(), patience, metrics.registry());
        HttpServer http =
            HttpServer.builder("gateway", metrics)
                .config(config.http())
                .readiness(readiness)
                .openApi("openapi/gateway.json")
                .apiKey(config.apiKeys())
                .routes(List.of(batches, endpoint))
                .start();
        Housekeeping housekeeping = Housekeeping.start(database);
        return new Gateway(
            http, readiness, log, List.of(batches, http, log, housekeeping, database, metrics));
      } catch (RuntimeException e) {
        log.close();
        throw e;
      }
    } catch (RuntimeException e) {
      database.close();
      metrics.close();
      throw e;
    }
  }

  /** A database that starts together with us, or is slow to let us in, is waited for. */
  private static void awaitSchema(DataSource database) {
    long deadline = System.nanoTime() + DATABASE_WAIT.toNanos();
    while (true) {
      try {
        SchemaVersion.check(database, "event_store", OLDEST_SCHEMA, NEWEST_SCHEMA);
        return;
      } catch (Unavailable e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LOG.info("waiting for the database: {}", String.valueOf(e.getCause()));
        LockSupport.parkNanos(DATABASE_PAUSE.toNanos());
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private static void check(DataSource database, List<CommandContext> contexts) {
    awaitSchema(database);
    Transactions.run(
        database,
        connection -> {
          StartChecks.durability(connection);
          StartChecks.schemas(connection, contexts.stream().map(CommandContext::schemas).toList());
          return true;
        });
  }

  private static Readiness.Status look(DataSource database) throws Exception {
    int ahead = Housekeeping.partitionsAhead(database);
    String detail = "the event log has partitions for the next %d months".formatted(ahead);
    return ahead > 0 ? Readiness.Status.ready(detail) : Readiness.Status.notReady(detail);
  }

  /** What it answers, for comparing with the OpenAPI document. */
  HttpServer server() {
    return http;
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public URI http() {
    return http.uri();
  }

  @Override
  public boolean ready() {
    return readiness.ready();
  }

  @Override
  public CompletionStage<Throwable> fatal() {
    return log.broken();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", part, e);
      }
    }
  }
}
