package io.fundstream.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Provokes every status that a route can answer while nothing is broken. */
final class StatusesOf {
  private StatusesOf() {}

  /** The answer to a command that is granted. */
  static HttpResponse<String> success(TestGateway client, String route) throws Exception {
    String fund = fund(client);
    if (route.endsWith("/publications")) {
      client.post("/v1/funds/" + fund + "/drafts", "{\"config\":{}}");
    }
    return good(client, route, fund);
  }

  static Set<String> route(TestGateway client, String route) throws Exception {
    Set<String> seen = new TreeSet<>();
    String method = route.split(" ")[0];
    String fund = fund(client);
    String path = route.split(" ")[1].replace("{id}", fund);
    String unknown = route.split(" ")[1].replace("{id}", UUID.randomUUID().toString());
    String body = body(route);
    add(seen, success(client, route));
    add(seen, client.send(method, path, "{\"nonsense\":1}", "If-Match", "\"1\""));
    add(seen, client.send(method, path, " ".repeat((1 << 20) + 1)));
    add(seen, client.send(method, path, body, "If-Match", "\"99\""));
    add(seen, client.send(method, path, body));
    add(
        seen,
        client.send(
            method, path, body, "If-Match", "\"1\"", "Idempotency-Key", route.replace(' ', '-')));
    add(
        seen,
        client.send(
            method,
            path,
            body + " ",
            "If-Match",
            "\"1\"",
            "Idempotency-Key",
            route.replace(' ', '-')));
    add(
        seen,
        TestGateway.send(
            HttpRequest.newBuilder(client.uri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build()));
    add(seen, TestGateway.send(typed(client, method, path, body)));
    if (route.contains("{id}")) {
      add(seen, client.send(method, unknown, body, "If-Match", "\"1\""));
    }
    String closed = closed(client);
    String id = route.contains("{id}") ? "" : "\"id\":\"" + closed + "\",";
    add(
        seen,
        client.send(
            method,
            route.split(" ")[1].replace("{id}", closed),
            body.replaceFirst("\\{", "{" + id),
            "If-Match",
            "\"2\""));
    if (id.length() > 0) {
      add(seen, client.post(path, body.replaceFirst("\\{", "{" + id)));
    }
    return seen;
  }

  /** Every status of {@code POST /v1/batches}; a line's own status is in its result. */
  static Set<String> batches(TestGateway client) {
    Set<String> seen = new TreeSet<>();
    List<String> lines = List.of(BatchBodies.register(UUID.randomUUID()), "{}");
    add(seen, client.batch(lines));
    add(seen, client.batch(lines, "If-Match", "\"1\""));
    add(seen, client.post("/v1/batches", lines.getFirst()));
    add(seen, client.batch(List.of(" ".repeat(16 << 20))));
    add(
        seen,
        TestGateway.send(
            HttpRequest.newBuilder(client.uri().resolve("/v1/batches"))
                .POST(HttpRequest.BodyPublishers.ofString(lines.getFirst()))
                .build()));
    return seen;
  }

  private static HttpRequest typed(TestGateway client, String method, String path, String body) {
    return HttpRequest.newBuilder(client.uri().resolve(path))
        .header("Authorization", "Bearer " + TestGateway.KEY)
        .header("Content-Type", "text/plain")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static void add(Set<String> seen, HttpResponse<String> answer) {
    seen.add(Integer.toString(answer.statusCode()));
  }

  private static HttpResponse<String> good(TestGateway client, String route, String fund) {
    String[] parts = route.split(" ");
    String path = parts[1].replace("{id}", fund);
    return parts[0].equals("PATCH")
        ? client.send(parts[0], path, body(route), "If-Match", "\"1\"")
        : client.send(parts[0], path, body(route));
  }

  private static String body(String route) {
    return switch (route) {
      case "POST /v1/funds" -> FundLifeTest.FUND;
      case "POST /v1/listed-funds" -> "{\"name\":\"Elsewhere\",\"vintageYear\":2019}";
      case "PATCH /v1/funds/{id}" -> "{\"name\":\"Another\"}";
      case "POST /v1/funds/{id}/drafts" -> "{\"config\":{}}";
      case "POST /v1/funds/{id}/publications" -> "{}";
      case "POST /v1/funds/{id}/status" -> "{\"status\":\"CLOSED\"}";
      default -> throw new IllegalArgumentException("a new route needs a body here: " + route);
    };
  }

  private static String fund(TestGateway client) throws Exception {
    HttpResponse<String> made = client.post("/v1/funds", FundLifeTest.FUND);
    return new ObjectMapper().readTree(made.body()).get("id").asText();
  }

  private static String closed(TestGateway client) throws Exception {
    String fund = fund(client);
    client.post("/v1/funds/" + fund + "/status", "{\"status\":\"CLOSED\"}");
    return fund;
  }
}
