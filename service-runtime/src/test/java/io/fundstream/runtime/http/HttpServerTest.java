package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static TestServer test;

  @BeforeAll
  static void start() {
    test = new TestServer();
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void without_a_key_nobody_learns_which_routes_there_are() throws Exception {
    for (String path : List.of("/v1/things/1", "/v1/nothing", "/v1", "/v1/")) {
      HttpResponse<String> answer = test.send(test.request("GET", path, new byte[0]));
      problem(answer, 401, "unauthorized");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(v -> assertThat(v).startsWith("Bearer"));
    }
    for (String wrong :
        List.of(
            "Bearer no",
            "Bearer ",
            "Basic " + TestServer.KEY,
            TestServer.KEY,
            "Bearer " + TestServer.KEY + "x")) {
      problem(
          test.send(
              test.request("GET", "/v1/things/1", new byte[0]).header("Authorization", wrong)),
          401,
          "unauthorized");
    }
    assertThat(test.send(test.withKey("GET", "/v1/things/1", "")).statusCode()).isEqualTo(200);
  }

  @Test
  void checks_come_in_order_key_route_size_type() throws Exception {
    String large = "x".repeat((1 << 20) + 1);
    problem(test.send(test.request("POST", "/v1/nothing", large.getBytes())), 401, "unauthorized");
    problem(test.send(test.withKey("POST", "/v1/nothing", large)), 404, "not-found");
    problem(test.send(test.withKey("POST", "/v1/things/1", large)), 405, "method-not-allowed");
    problem(
        test.send(test.withKey("POST", "/v1/things", large).header("Content-Type", "text/plain")),
        413,
        "payload-too-large");
    problem(
        test.send(test.withKey("POST", "/v1/things", "x").header("Content-Type", "text/plain")),
        415,
        "unsupported-media-type");
    HttpResponse<String> good =
        test.send(
            test.withKey("POST", "/v1/things", "{}")
                .header("Content-Type", "application/json; charset=UTF-8"));
    assertThat(good.statusCode()).isEqualTo(201);
    assertThat(good.body()).isEqualTo("{}");
  }

  @Test
  void types_that_are_not_taken_are_named() throws Exception {
    for (String type :
        List.of(
            "application/x-www-form-urlencoded",
            "application/jsonx",
            "application/json; charset=latin1",
            "*/*",
            ";",
            "application/merge-patch+json")) {
      HttpResponse<String> answer =
          test.send(test.withKey("POST", "/v1/things", "{}").header("Content-Type", type));
      JsonNode problem = problem(answer, 415, "unsupported-media-type");
      assertThat(problem.at("/errors/0/header").asText()).isEqualTo("Content-Type");
      assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
    }
    problem(test.send(test.withKey("POST", "/v1/things", "{}")), 415, "unsupported-media-type");
    problem(
        test.send(
            test.withKey("POST", "/v1/things", "{}")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")),
        415,
        "unsupported-media-type");
    assertThat(
            test.send(
                    test.withKey("PATCH", "/v1/things/1", "{}")
                        .header("Content-Type", "application/merge-patch+json"))
                .body())
        .isEqualTo("api-key:default");
  }

  @Test
  void a_method_that_is_not_understood_is_answered_with_those_that_are() throws Exception {
    HttpResponse<String> answer = test.send(test.withKey("DELETE", "/v1/things/1", ""));
    problem(answer, 405, "method-not-allowed");
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, PATCH");
    problem(test.send(test.withKey("BREW", "/v1/things/1", "")), 405, "method-not-allowed");
    problem(test.send(test.withKey("OPTIONS", "/v1/things/1", "")), 405, "method-not-allowed");
    problem(test.send(test.withKey("GET", "/v1/things/1/", "")), 404, "not-found");
    problem(test.send(test.withKey("POST", "/healthz", "")), 405, "method-not-allowed");
    problem(test.send(test.withKey("GET", "/elsewhere", "")), 404, "not-found");
  }

  @Test
  void a_header_cannot_change_the_method() throws Exception {
    HttpResponse<String> answer =
        test.send(
            test.withKey("GET", "/v1/things/1", "").header("X-HTTP-Method-Override", "PATCH"));
    assertThat(answer.body()).isEqualTo("1");
  }

  @Test
  void head_is_get_without_its_body() throws Exception {
    HttpResponse<String> answer = test.send(test.withKey("HEAD", "/v1/things/1", ""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
    assertThat(answer.body()).isEmpty();
    assertThat(test.send(test.withKey("HEAD", "/v1/nothing", "")).statusCode()).isEqualTo(404);
    assertThat(test.send(test.withKey("HEAD", "/v1/away", "")).statusCode()).isEqualTo(503);
  }

  @Test
  void a_fault_of_ours_says_nothing_about_itself() throws Exception {
    for (String path : List.of("/v1/fails", "/v1/overflows")) {
      HttpResponse<String> answer = test.send(test.withKey("GET", path, ""));
      problem(answer, 500, "internal");
      assertThat(answer.body()).doesNotContain("jdbc", "Exception", "deep", "at io.");
    }
  }

  @Test
  void what_is_away_says_when_to_come_again() throws Exception {
    HttpResponse<String> answer = test.send(test.withKey("GET", "/v1/away", ""));
    problem(answer, 503, "unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
  }

  @Test
  void the_compressed_form_has_a_tag_of_its_own() throws Exception {
    HttpResponse<byte[]> plain = test.sendForBytes(test.withKey("GET", "/v1/large", ""));
    assertThat(plain.headers().firstValue("ETag")).hasValue("\"7\"");
    assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    HttpResponse<byte[]> gzip =
        test.sendForBytes(
            test.withKey("GET", "/v1/large", "").header("Accept-Encoding", "br, gzip;q=0.5"));
    assertThat(gzip.headers().firstValue("ETag")).hasValue("\"7--gzip\"");
    assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(gzip.body().length).isLessThan(1000);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .asString()
        .isEqualTo(TestServer.LARGE);
    HttpResponse<byte[]> refused =
        test.sendForBytes(
            test.withKey("GET", "/v1/large", "").header("Accept-Encoding", "gzip;q=0"));
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    HttpResponse<byte[]> small =
        test.sendForBytes(
            test.withKey("GET", "/v1/things/1", "").header("Accept-Encoding", "gzip"));
    assertThat(small.headers().firstValue("ETag")).hasValue("\"3\"");
    HttpResponse<byte[]> unchanged =
        test.sendForBytes(
            test.withKey("GET", "/v1/unchanged", "")
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", "\"7--gzip\""));
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.headers().firstValue("ETag")).hasValue("\"7--gzip\"");
  }

  @Test
  void health_documents_and_metrics_need_no_key() throws Exception {
    assertThat(open("/healthz").body()).isEqualTo("{\"status\":\"alive\"}");
    assertThat(open("/readyz").body())
        .isEqualTo(
            "{\"status\":\"ready\",\"checks\":{\"it\":{\"ready\":true,\"detail\":\"fine\"}}}");
    assertThat(open("/openapi.json").body()).contains("\"openapi\":\"3.1.0\"");
    assertThat(open("/docs").body())
        .contains("swagger-ui-bundle.js")
        .doesNotContain("http://", "https://");
    assertThat(open("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    assertThat(open("/docs/swagger-ui.css").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/css");
    assertThat(open("/docs/start.js").body()).contains("/openapi.json");
    test.send(test.withKey("GET", "/v1/things/1", ""));
    assertThat(open("/metrics").body())
        .contains(
            "fundstream_http_server_requests_seconds_count{method=\"GET\",route=\"/v1/things/{id}\",service=\"test\",status=\"200\"}")
        .contains("fundstream_jvm_memory_used_bytes");
  }

  @Test
  void a_closing_server_lets_running_requests_end() throws Exception {
    try (TestServer other = new TestServer()) {
      CompletableFuture<HttpResponse<String>> slow =
          CompletableFuture.supplyAsync(() -> {
            try {
              return other.send(other.withKey("GET", "/v1/slow", ""));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      other.entered.await();
      Thread closing = Thread.ofVirtual().start(other.server::close);
      assertThat(closing.join(java.time.Duration.ofMillis(300))).isFalse();
      other.release.countDown();
      assertThat(slow.get().body()).isEqualTo("done");
      closing.join();
    }
  }

  @Test
  void over_the_limit_of_requests_callers_are_told_to_come_again() throws Exception {
    HttpConfig d = new HttpConfig("127.0.0.1", 0);
    HttpConfig one =
        new HttpConfig(
            d.host(),
            0,
            d.maxBody(),
            1,
            d.maxConnections(),
            d.idleTimeout(),
            d.requestTimeout(),
            d.drain());
    try (TestServer other = new TestServer(one)) {
      Thread slow =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  other.send(other.withKey("GET", "/v1/slow", ""));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      other.entered.await();
      HttpResponse<String> answer = other.send(other.withKey("GET", "/v1/things/1", ""));
      problem(answer, 429, "overloaded");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(other.send(other.request("GET", "/healthz", new byte[0])).statusCode())
          .isEqualTo(200);
      other.release.countDown();
      slow.join();
      assertThat(other.send(other.withKey("GET", "/v1/things/1", "")).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> open(String path) throws Exception {
    HttpRequest.Builder request = test.request("GET", path, new byte[0]);
    HttpResponse<String> answer = test.send(request);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  static JsonNode problem(HttpResponse<String> answer, int status, String slug) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:fundstream:problem:" + slug);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    return problem;
  }
}
