package io.fundstream.system.upgrade;

import io.fundstream.stack.data.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads both services as anyone could, with every header. */
final class Reader implements AutoCloseable {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_PAGES = 50;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Endpoints at;

  Reader(Endpoints at) {
    this.at = at;
  }

  /**
   * A list, page by page, or one answer where there is no next page.
   *
   * @param accept a media type
   */
  List<Shown> pages(String path, String accept) throws IOException, InterruptedException {
    List<Shown> pages = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent() && pages.size() < MOST_PAGES) {
      HttpResponse<String> response = get(next.get(), accept);
      pages.add(Shown.of(response));
      next = next(response);
    }
    return pages;
  }

  /** Where a list goes on after its first page; nothing if it has one page. */
  Optional<String> second(String path) throws IOException, InterruptedException {
    return next(get(path, "application/json"));
  }

  private static Optional<String> next(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    HttpRequest request = to(at.query(), path).header("Accept", accept).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** The first lines of the live feed after a place in it. */
  List<String> feed(String lastEventId, int lines) throws IOException, InterruptedException {
    HttpRequest request =
        to(at.query(), "/v1/events/stream").header("Last-Event-ID", lastEventId).build();
    try (Stream<String> feed = client.send(request, BodyHandlers.ofLines()).body()) {
      return feed.filter(line -> !line.startsWith("id:") && !line.startsWith(":"))
          .limit(lines)
          .toList();
    }
  }

  /** Sends something to the gateway. */
  Shown send(String method, String path, String contentType, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        to(at.gateway(), path)
            .header("Content-Type", contentType)
            .header("Idempotency-Key", key)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return Shown.of(client.send(request, BodyHandlers.ofString()));
  }

  private HttpRequest.Builder to(String service, String path) {
    return HttpRequest.newBuilder(URI.create(service).resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + at.apiKey());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
