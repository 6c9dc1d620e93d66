package io.fundstream.runtime.http;

import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What happens to a request before its handler, in the order that every service keeps. */
final class Pipeline {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final HttpConfig config;
  private final @Nullable ApiKeys apiKeys;
  private final boolean compressed;
  private final Semaphore room;
  private final RequestMetrics requests;

  Pipeline(HttpConfig config, @Nullable ApiKeys apiKeys, boolean compressed, Metrics metrics) {
    this.config = config;
    this.apiKeys = apiKeys;
    this.compressed = compressed;
    this.room = new Semaphore(config.maxRequests());
    this.requests =
        new RequestMetrics(metrics, () -> config.maxRequests() - room.availablePermits());
  }

  /** Without a key nobody learns which routes there are. */
  void beforeRouting(Context ctx) {
    String path = ctx.path();
    if (path.equals("/v1") || path.startsWith("/v1/")) authenticate(ctx);
  }

  /** The handler that is registered for a route. */
  Handler around(Route route) {
    return ctx -> {
      if (!route.open()) authenticate(ctx);
      if (route.open() || route.streams()) {
        handle(route, ctx);
        return;
      }
      if (!room.tryAcquire()) throw new ProblemException(Problems.overloaded(RETRY_AFTER_SECONDS));
      try {
        handle(route, ctx);
      } finally {
        room.release();
      }
    };
  }

  void afterRequest(Context ctx, float millis) {
    requests.record(ctx, millis);
  }

  private void handle(Route route, Context ctx) throws Exception {
    if (!route.consumes().isEmpty() && !route.streams()) {
      RequestBody.read(ctx, config);
      RequestBody.checkType(ctx, route.consumes(), RequestBody.of(ctx).length == 0);
    }
    route.handler().handle(ctx);
    byte[] body = ResponseBody.of(ctx);
    if (body != null) {
      ResponseBody.send(ctx, compressed ? Compression.of(ctx, body) : body);
    } else if (compressed && !route.streams()) {
      Compression.apply(ctx);
    }
  }

  private void authenticate(Context ctx) {
    if (ctx.attribute(HttpServer.PRINCIPAL) != null) return;
    Optional<Principal> principal =
        apiKeys == null ? Optional.empty() : apiKeys.principal(ctx.header("Authorization"));
    ctx.attribute(
        HttpServer.PRINCIPAL,
        principal.orElseThrow(() -> new ProblemException(Problems.unauthorized())));
  }
}
