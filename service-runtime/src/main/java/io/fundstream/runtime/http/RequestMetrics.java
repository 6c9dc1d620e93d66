package io.fundstream.runtime.http;

import io.fundstream.runtime.metrics.Metrics;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How many requests, how long, how they ended; by route, never by address. */
final class RequestMetrics {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50),
    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
    Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  private record Key(String method, String route, int status) {}

  RequestMetrics(Metrics metrics, Supplier<Number> running) {
    this.registry = metrics.registry();
    Gauge.builder("http.server.requests.running", running)
        .description("requests that are worked on now")
        .register(registry);
  }

  void record(Context ctx, float millis) {
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    String method = ctx.req().getMethod();
    Key key =
        new Key(
            METHODS.contains(method) ? method : "OTHER",
            matched == null ? "unmatched" : matched.path,
            ctx.statusCode());
    timers.computeIfAbsent(key, this::timer).record(Duration.ofNanos((long) (millis * 1e6)));
  }

  private Timer timer(Key key) {
    return Timer.builder("http.server.requests")
        .description("requests answered")
        .tags(
            "method", key.method(), "route", key.route(), "status", Integer.toString(key.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
