package io.fundstream.runtime.http;

import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.json.Json;
import io.fundstream.runtime.metrics.Metrics;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every process answers without a key. */
final class OpenRoutes implements Routes {
  private final String name;
  private final Readiness readiness;
  private final Metrics metrics;
  private final @Nullable String openApi;

  OpenRoutes(String name, Readiness readiness, Metrics metrics, @Nullable String openApi) {
    this.name = name;
    this.readiness = readiness;
    this.metrics = metrics;
    this.openApi = openApi;
  }

  @Override
  public void register(RouteTable table) {
    table.open("/healthz", ctx -> ResponseBody.set(ctx, Json.bytes(Map.of("status", "alive"))));
    table.open("/readyz", this::ready);
    table.open(
        "/metrics",
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
    if (openApi == null) return;
    byte[] document = ClassPath.bytes(openApi);
    table.open("/openapi.json", ctx -> ctx.result(document));
    new Documentation(name).register(table);
  }

  private void ready(Context ctx) {
    Readiness.Report report = readiness.report();
    ctx.status(report.ready() ? 200 : 503).header("Cache-Control", "no-store");
    if (!report.ready()) ctx.header("Retry-After", "2");
    ctx.result(
        Json.bytes(
            new Answer(
                report.ready() ? "ready" : "not-ready", new java.util.TreeMap<>(report.checks()))));
  }

  private record Answer(String status, Map<String, Readiness.Status> checks) {}
}
