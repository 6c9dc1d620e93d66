package io.fundstream.stack.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests with the API key. */
final class Http implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String apiKey;

  Http(String apiKey) {
    this.apiKey = apiKey;
  }

  Answer get(String url, Map<String, String> headers) throws IOException, InterruptedException {
    return send(request(url, headers).GET());
  }

  Answer send(String method, String url, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    return send(
        request(url, headers)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String url, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + apiKey);
    headers.forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    long end = System.nanoTime();
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Answer(
        response.statusCode(),
        headers,
        JSON.readTree(response.body()),
        Math.round((end - start) / 1e6),
        end);
  }

  @Override
  public void close() {
    client.close();
  }
}
