package io.fundstream.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A client of both services, as anyone could write it. */
final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final URI gateway;
  private final URI query;
  private final String apiKey;

  Http(Stack stack) {
    this(stack.uri("gateway"), stack.uri("query"), stack.endpoints().get("apiKey").asText());
  }

  Http(URI gateway, URI query, String apiKey) {
    this.gateway = gateway;
    this.query = query;
    this.apiKey = apiKey;
  }

  /** An answer, whatever its status. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + body, e);
      }
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  /** A command; {@code ifMatch} is left out when empty. */
  record Command(String method, String path, String idempotencyKey, String ifMatch, String body) {
    static Command post(String path, String key, String body) {
      return new Command("POST", path, key, "", body);
    }

    static Command patch(String path, String key, int version, String body) {
      return new Command("PATCH", path, key, "\"" + version + "\"", body);
    }
  }

  Answer send(Command command) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(gateway, command.path())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", command.idempotencyKey())
            .method(command.method(), BodyPublishers.ofString(command.body()));
    if (!command.ifMatch().isEmpty()) request.header("If-Match", command.ifMatch());
    return answer(request);
  }

  /** A read. */
  Answer get(String path) throws IOException, InterruptedException {
    return answer(request(query, path));
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(Duration.ofSeconds(15))
        .header("Authorization", "Bearer " + apiKey);
  }

  private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }
}
