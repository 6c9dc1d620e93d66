package io.fundstream.query;

import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.query.activity.ActivityQueries;
import io.fundstream.query.activity.ActivityRoutes;
import io.fundstream.query.change.ChangeListener;
import io.fundstream.query.database.Reads;
import io.fundstream.query.entity.ContextReads;
import io.fundstream.query.entity.Entities;
import io.fundstream.query.event.EventRoutes;
import io.fundstream.query.event.Feed;
import io.fundstream.query.event.FeedTail;
import io.fundstream.query.event.StreamRoutes;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.database.SchemaVersion;
import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.Route;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the query service, put together by hand and closed in the opposite order. */
final class QueryService implements RunningService {
  private static final Logger LOG = LoggerFactory.getLogger(QueryService.class);
  private static final String NAME = "query";

  private final HikariDataSource pool;
  private final HikariDataSource lookout;
  private final Freshness freshness;
  private final FeedTail tail;
  private final Optional<ChangeListener> changes;
  private final Metrics metrics;
  private final Readiness readiness;
  private final HttpServer http;

  /** A database that goes and comes needs no new service; a thread that died of an error does. */
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

  private QueryService(
      QueryConfig config,
      List<Context> contexts,
      List<ContextReads> reading,
      HikariDataSource pool,
      Metrics metrics) {
    this.pool = pool;
    this.metrics = metrics;
    Reads reads = new Reads(pool);
    this.lookout = Databases.pool(config.database().oneFor("freshness"), metrics);
    this.freshness =
        new Freshness(
            reads, new Reads(lookout), config.freshnessPause(), config.maxWaiting(), this::failed);
    Feed feed = new Feed(reads, contexts);
    this.tail = new FeedTail(feed, config.feed(), this::failed);
    Entities entities =
        new Entities(
            reading.stream().flatMap(context -> context.entities().stream()).toList(),
            reads,
            freshness,
            config.cacheBytes(),
            metrics.registry());
    this.changes =
        config.cacheBytes() == 0
            ? Optional.empty()
            : Optional.of(
                new ChangeListener(
                    config.database(), entities.subscribers(), freshness::news, this::failed));
    this.readiness = Readiness.of(Map.of("database", () -> look(reads)));
    metrics.registry().gauge("freshness.waiting", freshness, Freshness::waiting);
    HttpServer.Builder server =
        HttpServer.builder(NAME, metrics)
            .config(config.http())
            .apiKey(config.apiKeys())
            .readiness(readiness)
            .openApi("openapi/query.json")
            .compressed()
            .routes(routes(entities, feed, config));
    try {
      this.http = server.start();
    } catch (RuntimeException e) {
      changes.ifPresent(ChangeListener::close);
      tail.close();
      freshness.close();
      lookout.close();
      throw e;
    }
  }

  /**
   * @throws io.fundstream.runtime.database.UnknownSchema if the read model is not the one it knows
   */
  static QueryService start(
      QueryConfig config, List<Context> contexts, List<ContextReads> reading) {
    Metrics metrics = Metrics.of(NAME);
    HikariDataSource pool = Databases.pool(config.database(), metrics);
    try {
      SchemaVersion.check(pool, "read_model", Reads.OLDEST_SCHEMA, Reads.NEWEST_SCHEMA);
      return new QueryService(config, contexts, reading, pool, metrics);
    } catch (RuntimeException e) {
      pool.close();
      metrics.close();
      throw e;
    }
  }

  private List<Routes> routes(Entities entities, Feed feed, QueryConfig config) {
    List<Routes> routes = new ArrayList<>(entities.routes());
    reading.forEach(context -> routes.addAll(context.routes(entities)));
    routes.add(new ActivityRoutes(new ActivityQueries(entities.reads()), freshness));
    routes.add(new EventRoutes(feed, freshness));
    routes.add(new StreamRoutes(feed, tail, config.feed(), metrics.registry()));
    return routes;
  }

  private void failed(Thread thread, Throwable cause) {
    LOG.error("{} died; the service must be made anew", thread.getName(), cause);
    fatal.complete(cause);
  }

  private static Readiness.Status look(Reads reads) {
    int generations =
        reads.acrossTenants(connection -> {
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      "select count(*)::int from read_model.projection where live")) {
            rows.next();
            return rows.getInt(1);
          }
        });
    return Readiness.Status.ready(generations + " live projections");
  }

  /** What it answers, for comparing with the OpenAPI document. */
  List<Route> routes() {
    return http.routes();
  }

  @Override
  public String name() {
    return NAME;
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
    return fatal;
  }

  /** Streams and waiting requests end first, or the server would wait for them. */
  @Override
  public void close() {
    tail.close();
    freshness.close();
    http.close();
    changes.ifPresent(ChangeListener::close);
    lookout.close();
    pool.close();
    metrics.close();
  }
}
