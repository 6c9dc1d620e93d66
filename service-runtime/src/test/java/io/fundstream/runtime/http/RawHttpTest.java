package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no well-behaved client sends. */
class RawHttpTest {
  private static final String HEAD =
      " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
          + TestServer.KEY
          + "\r\n";
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
  void a_client_that_is_still_sending_eight_mebibytes_meets_the_answer() throws Exception {
    int size = 8 << 20;
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Content-Type: application/json\r\nContent-Length: "
              + size
              + "\r\n\r\n");
      for (int sent = 0; sent < size; sent += 65_536) wire.send(new byte[65_536]);
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void a_client_that_sends_chunks_meets_the_answer_too() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int sent = 0; sent < 7 << 20; sent += 65_536) {
        wire.send("10000\r\n").send(new byte[65_536]).send("\r\n");
      }
      wire.send("0\r\n\r\n");
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void one_byte_over_the_limit_is_over_and_the_limit_itself_is_not() throws Exception {
    for (boolean over : List.of(true, false)) {
      int size = (1 << 20) + (over ? 1 : 0);
      try (Wire wire = new Wire(test.uri())) {
        wire.send(
            "POST /v1/things"
                + HEAD
                + "Content-Type: application/json\r\nContent-Length: "
                + size
                + "\r\n\r\n");
        wire.send(new byte[size]);
        assertThat(wire.answer()).startsWith(over ? "HTTP/1.1 413" : "HTTP/1.1 201");
      }
    }
  }

  @Test
  void a_client_without_a_key_that_is_still_sending_meets_the_answer() throws Exception {
    int size = 4 << 20;
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
              + size
              + "\r\n\r\n");
      wire.send(new byte[size]);
      assertProblem(wire.answer(), 401, "unauthorized");
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_is_answered_without_being_asked() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n");
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_is_asked_when_its_body_is_wanted() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
      assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
      wire.send("{}");
      assertThat(wire.answer()).contains("HTTP/1.1 201").endsWith("{}");
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_not_waited_for() throws Exception {
    HttpConfig d = new HttpConfig("127.0.0.1", 0);
    Duration longTime = Duration.ofSeconds(20);
    Duration shortTime = Duration.ofMillis(200);
    for (boolean silent : List.of(true, false)) {
      HttpConfig config =
          new HttpConfig(
              d.host(),
              0,
              d.maxBody(),
              d.maxRequests(),
              d.maxConnections(),
              silent ? shortTime : longTime,
              silent ? longTime : shortTime,
              d.drain());
      try (TestServer other = new TestServer(config);
          Wire wire = new Wire(other.uri())) {
        wire.send(
            "POST /v1/things"
                + HEAD
                + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n");
        Thread trickle = Thread.ofVirtual().unstarted(() -> wire.trickle(50));
        if (!silent) trickle.start();
        assertProblem(wire.answer(), 408, "request-timeout");
      }
    }
  }

  @Test
  void a_body_that_breaks_off_is_the_clients_fault() throws Exception {
    for (String framing :
        List.of("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      try (Wire wire = new Wire(test.uri())) {
        wire.send("POST /v1/things" + HEAD + "Content-Type: application/json\r\n" + framing);
        wire.endOfInput();
        String answer = wire.answer();
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertProblem(answer, 400, "bad-request");
      }
    }
  }

  @Test
  void malformed_paths_are_refused_as_problems() throws Exception {
    for (String path :
        List.of(
            "/v1/things/%zz",
            "/v1/things/%",
            "/v1/things/%4",
            "/v1/things/%ff",
            "/v1/things/%2e%2e/x",
            "/v1/things/a%2Fb",
            "/v1//things/1",
            "/v1/things/%00",
            "/v1/things/%u0041",
            "/v1/things/a\\b",
            "/v1/things/..;/x",
            "/v1/things/é")) {
      String answer = exchange("GET " + path + HEAD + "\r\n");
      assertThat(answer).as(path + " -> " + answer).matches("(?s)HTTP/1.1 40[04] .*");
      assertThat(answer).as(path).contains("application/problem+json", "urn:fundstream:problem:");
    }
  }

  @Test
  void requests_that_are_no_http_are_refused_as_problems() throws Exception {
    for (String request :
        List.of(
            "GET\r\n\r\n",
            "GET /v1/x HTTP/9.9\r\nHost: h\r\n\r\n",
            "G@T /v1/things/1" + HEAD + "\r\n",
            "GET /v1/things/1 HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /v1/things/1 HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
            "GET /v1/things/1 HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n",
            "GET /v1/things/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
            "GET /v1/things/1" + HEAD + "No colon\r\n\r\n",
            "GET /v1/things/1" + HEAD + "Bad name: x\r\n\r\n",
            "GET /v1/things/1" + HEAD + " folded: x\r\n\r\n",
            "POST /v1/things" + HEAD + "Content-Length: x\r\n\r\n",
            "POST /v1/things" + HEAD + "Content-Length: -1\r\n\r\n",
            "POST /v1/things" + HEAD + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            "POST /v1/things"
                + HEAD
                + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n{}")) {
      String answer = exchange(request);
      assertThat(answer).as(request + " -> " + answer).startsWith("HTTP/1.1 4");
      assertThat(answer)
          .as(request)
          .contains("application/problem+json", "urn:fundstream:problem:");
      assertThat(answer).as(request).doesNotContainIgnoringCase("jetty", "exception", "\tat ");
    }
  }

  @Test
  void lines_that_are_too_long_are_refused_as_problems() throws Exception {
    assertProblem(
        exchange("GET /v1/things/1" + HEAD + "X-Large: " + "x".repeat(20_000) + "\r\n\r\n"),
        431,
        "headers-too-large");
    assertProblem(exchange("GET /v1/" + "x".repeat(20_000) + HEAD + "\r\n"), 414, "uri-too-long");
  }

  @Test
  void a_connection_that_ends_with_a_refusal_says_so() throws Exception {
    // A client that keeps connections would send its next request into the void.
    for (String path : List.of("/v1/things/%00", "/v1/" + "x".repeat(20_000))) {
      String head = HEAD.replace("Connection: close\r\n", "");
      assertThat(exchange("GET " + path + head + "\r\n"))
          .containsIgnoringCase("\r\nConnection: close");
    }
  }

  @Test
  void a_head_that_comes_too_slowly_is_not_waited_for() throws Exception {
    HttpConfig d = new HttpConfig("127.0.0.1", 0);
    Duration enough = Duration.ofSeconds(20);
    Duration limit = Duration.ofMillis(1_000);
    HttpConfig config =
        new HttpConfig(
            d.host(),
            0,
            d.maxBody(),
            d.maxRequests(),
            d.maxConnections(),
            enough,
            limit,
            d.drain());
    try (TestServer other = new TestServer(config)) {
      for (String before : List.of("", "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")) {
        try (Wire wire = new Wire(other.uri())) {
          wire.send(before + "GET /healthz HTTP/1.1\r\nHost: h\r\nX-Slow:");
          Thread.ofVirtual().start(() -> wire.trickle(2_000));
          long began = System.nanoTime();
          if (!before.isEmpty()) assertThat(wire.line()).isEqualTo("HTTP/1.1 200 OK");
          wire.readToTheEnd();
          assertThat(Duration.ofNanos(System.nanoTime() - began))
              .isLessThan(Duration.ofSeconds(10));
        }
      }
    }
  }

  @Test
  void a_slow_handler_and_a_silent_connection_are_no_slow_heads() throws Exception {
    HttpConfig d = new HttpConfig("127.0.0.1", 0);
    Duration limit = Duration.ofMillis(500);
    HttpConfig config =
        new HttpConfig(
            d.host(),
            0,
            d.maxBody(),
            d.maxRequests(),
            d.maxConnections(),
            d.idleTimeout(),
            limit,
            d.drain());
    try (TestServer other = new TestServer(config);
        Wire wire = new Wire(other.uri())) {
      wire.send("GET /v1/slow" + HEAD.replace("Connection: close\r\n", "") + "\r\n");
      other.entered.await();
      await().pollDelay(limit.multipliedBy(3)).until(() -> true);
      other.release.countDown();
      assertThat(wire.line()).isEqualTo("HTTP/1.1 200 OK");
      await().pollDelay(limit.multipliedBy(3)).until(() -> true);
      wire.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertThat(wire.answer()).contains("HTTP/1.1 200");
    }
  }

  @Test
  void a_body_on_a_get_is_no_matter() throws Exception {
    String answer = exchange("GET /v1/things/1" + HEAD + "Content-Length: 3\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @Test
  void nobody_learns_what_server_it_is() throws Exception {
    assertThat(exchange("GET /v1/things/1" + HEAD + "\r\n"))
        .doesNotContainIgnoringCase("jetty", "\r\nServer:");
  }

  private static String exchange(String request) throws IOException {
    try (Wire wire = new Wire(test.uri())) {
      return wire.send(request.getBytes(java.nio.charset.StandardCharsets.UTF_8)).answer();
    }
  }

  private static void assertProblem(String answer, int status, String slug) {
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer)
        .contains(
            "application/problem+json", "urn:fundstream:problem:" + slug, "\"status\":" + status);
  }
}
