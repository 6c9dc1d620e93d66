package io.fundstream.system.traffic;

import io.fundstream.stack.data.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A client of both services, as anyone could write it. */
public final class Client implements AutoCloseable {
  /** The headers of an answer that are kept. */
  static final List<String> KEPT =
      List.of(
          "ETag",
          "Location",
          "Fundstream-Position",
          "Content-Type",
          "Idempotency-Replayed",
          "Retry-After");

  /** How long an answer is waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Supplier<URI> gateway;
  private final Supplier<URI> query;
  private final String apiKey;

  public Client(Endpoints at) {
    this(URI.create(at.gateway()), URI.create(at.query()), at.apiKey());
  }

  public Client(URI gateway, URI query, String apiKey) {
    this(() -> gateway, () -> query, apiKey);
  }

  /** A client behind something that chooses, at each request, who gets it. */
  public Client(Supplier<URI> gateway, Supplier<URI> query, String apiKey) {
    this.gateway = gateway;
    this.query = query;
    this.apiKey = apiKey;
  }

  /** Sends a command once and waits for its answer for 15 s at most. */
  public Answer send(Request command) throws IOException, InterruptedException {
    return send(command, PATIENCE);
  }

  /** Sends a command once and waits for its answer. */
  public Answer send(Request command, Duration patience) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(gateway.get(), command.path(), patience)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", command.key())
            .header("X-Correlation-Id", command.id())
            .method(command.method(), BodyPublishers.ofString(command.body()));
    if (command.ifMatch() != null) request.header("If-Match", "\"" + command.ifMatch() + "\"");
    return answer(request);
  }

  /** A read. */
  public Answer get(String path) throws IOException, InterruptedException {
    return answer(request(query.get(), path, PATIENCE));
  }

  /**
   * A read that names a position, done again while it is told that the read model is behind: how
   * soon it is there depends on the machine. For a minute at most.
   */
  public Answer getWhenThere(String path) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    Answer answer = get(path);
    while (answer.status() == 503 && answer.asksAgain() && System.nanoTime() < end) {
      answer = get(path);
    }
    return answer;
  }

  private HttpRequest.Builder request(URI service, String path, Duration patience) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + apiKey);
  }

  private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    Map<String, String> kept = new HashMap<>();
    for (String name : KEPT) {
      response.headers().firstValue(name).ifPresent(value -> kept.put(name, value));
    }
    return new Answer(response.statusCode(), response.body(), kept);
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
