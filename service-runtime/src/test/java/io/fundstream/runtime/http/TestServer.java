package io.fundstream.runtime.http;

import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.metrics.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server with a few routes, and a client for it. */
final class TestServer implements AutoCloseable {
  static final String KEY = "secret-key";
  static final String LARGE = "x".repeat(5000);

  final CountDownLatch release = new CountDownLatch(1);
  final CountDownLatch entered = new CountDownLatch(1);
  final Metrics metrics = Metrics.of("test");
  final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer() {
    this(new HttpConfig("127.0.0.1", 0));
  }

  TestServer(HttpConfig config) {
    server =
        HttpServer.builder("test", metrics)
            .config(config)
            .readiness(Readiness.of(Map.of("it", () -> Readiness.Status.ready("fine"))))
            .openApi("openapi/test.json")
            .apiKey(
                ApiKeys.of(ApiKeys.sha256(KEY), new Principal(new UUID(0, 1), "api-key:default")))
            .compressed()
            .routes(List.of(this::routes))
            .start();
  }

  private void routes(RouteTable table) {
    table.get("/v1/things/{id}", ctx -> ctx.header("ETag", "\"3\"").result(ctx.pathParam("id")));
    table.get("/v1/large", ctx -> ctx.header("ETag", "\"7\"").result(LARGE));
    table.get("/v1/unchanged", ctx -> ctx.header("ETag", "\"7\"").status(304));
    table.post("/v1/things", ctx -> ctx.status(201).result(RequestBody.of(ctx)));
    table.patch("/v1/things/{id}", ctx -> ctx.result(HttpServer.principal(ctx).actor()));
    table.get(
        "/v1/fails",
        ctx -> {
          ctx.contentType("text/csv").header("ETag", "\"9\"");
          throw new IllegalStateException("jdbc:postgresql://secret");
        });
    table.get(
        "/v1/overflows",
        ctx -> {
          throw new StackOverflowError("deep");
        });
    table.get(
        "/v1/away",
        ctx -> {
          throw new Unavailable("The database cannot answer now.", 3, null);
        });
    table.get(
        "/v1/slow",
        ctx -> {
          entered.countDown();
          if (!release.await(20, TimeUnit.SECONDS))
            throw new IllegalStateException("never released");
          ctx.result("done");
        });
  }

  URI uri() {
    return server.uri();
  }

  HttpRequest.Builder request(String method, String path, byte[] body) {
    return HttpRequest.newBuilder(uri().resolve(path))
        .timeout(Duration.ofSeconds(20))
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder withKey(String method, String path, String body) {
    return request(method, path, body.getBytes(StandardCharsets.UTF_8))
        .header("Authorization", "Bearer " + KEY);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    release.countDown();
    server.close();
    client.close();
    metrics.close();
  }
}
