package io.fundstream.gateway;

import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.http.Principal;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;

/** A gateway on a test's database, and a client for it. */
public final class TestGateway implements AutoCloseable {
  static final String KEY = "the-key-of-this-test";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final RunningService service;

  private TestGateway(RunningService service) {
    this.service = service;
  }

  public static TestGateway start(TestDatabase database) {
    return start(database, LogConfig.defaults(), Main.CONTEXTS);
  }

  public static TestGateway start(
      TestDatabase database, LogConfig log, List<CommandContext> contexts) {
    return new TestGateway(
        Main.start(config(database.url(), database, log), contexts, Clock.systemUTC()));
  }

  /**
   * @param url where the gateway reaches the database, which need not be where the test does
   */
  public static GatewayConfig config(String url, TestDatabase database, LogConfig log) {
    String role = "fundstream_gateway";
    return new GatewayConfig(
        new HttpConfig("127.0.0.1", 0),
        new DatabaseConfig(url, role, database.password(role), "fundstream-gateway"),
        ApiKeys.of(ApiKeys.sha256(KEY), new Principal(Tenant.DEFAULT, "api-key:default")),
        log);
  }

  public static TestGateway start(GatewayConfig config) {
    return new TestGateway(Main.start(config));
  }

  static TestGateway of(RunningService service) {
    return new TestGateway(service);
  }

  public RunningService service() {
    return service;
  }

  public HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(service.http().resolve(path))
        .header("Authorization", "Bearer " + KEY)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  /**
   * @param headers names and values by turns
   */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = request(method, path, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public HttpResponse<String> patch(String path, String body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  /** Sends a batch, a line an element. */
  public HttpResponse<String> batch(List<String> lines, String... headers) {
    HttpRequest.Builder request =
        request("POST", "/v1/batches", String.join("\n", lines) + "\n")
            .setHeader("Content-Type", "application/x-ndjson");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(service.http().resolve(path)).build());
  }

  public static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public URI uri() {
    return service.http();
  }

  @Override
  public void close() {
    service.close();
  }
}
