package io.fundstream.query;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.event.FeedLimits;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.http.Principal;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.Tenant;
import io.fundstream.schemas.fund.FundContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The service on a database of its own, and a client for it. */
public final class Running implements AutoCloseable {
  public static final String KEY = "secret";

  /** A context of the fund family that only tests know. */
  public static final Context OTHER = new Context("pledge", "fund", List.of(), List.of());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RunningService service;
  private final HttpClient client = HttpClient.newHttpClient();

  private Running(RunningService service) {
    this.service = service;
  }

  public static Running on(TestDatabase database) {
    return started(config(database));
  }

  public static Running on(TestDatabase database, int maxWaiting, FeedLimits feed) {
    QueryConfig config = config(database);
    return started(
        new QueryConfig(
            config.http(),
            config.database(),
            config.apiKeys(),
            config.freshnessPause(),
            maxWaiting,
            feed,
            0));
  }

  /** With the usual cache. */
  public static Running withCache(TestDatabase database) {
    return started(config(database).cacheBytes(1 << 20));
  }

  /** On a machine that is busy with other things the first connection may take its time. */
  private static Running started(QueryConfig config) {
    return new Running(
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreException(Unavailable.class)
            .until(
                () -> Main.start(config, List.of(FundContext.CONTEXT, OTHER)), Objects::nonNull));
  }

  public static QueryConfig config(TestDatabase database) {
    return config(database.url(), database.password("fundstream_query"));
  }

  /** Keeps nothing: tests write rows and read them at once. */
  public static QueryConfig config(String url, String password) {
    return new QueryConfig(
            new HttpConfig("127.0.0.1", 0),
            new DatabaseConfig(url, "fundstream_query", password, "fundstream-query").asReadOnly(),
            ApiKeys.of(ApiKeys.sha256(KEY), new Principal(Tenant.DEFAULT, "api-key:default")))
        .cacheBytes(0);
  }

  public RunningService service() {
    return service;
  }

  public URI uri() {
    return service.http();
  }

  /** An answer, read whole. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    /** The cursor of the next page; empty at the end. */
    public String next() {
      JsonNode cursor = json().path("nextCursor");
      return cursor.isTextual() ? cursor.asText() : "";
    }

    /** The slug of a problem. */
    public String slug() {
      return json().path("type").asText().replace("urn:fundstream:problem:", "");
    }
  }

  /**
   * @param headers names and values in turn
   */
  public Answer get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + KEY);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public Answer send(HttpRequest request) {
    try {
      return new Answer(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
