package io.fundstream.runtime.http;

import static io.fundstream.runtime.http.RawRequests.HEAD;
import static io.fundstream.runtime.http.RawRequests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no well-behaved client sends. */
class RawHttpTest {
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
      String answer = RawRequests.exchange(test.uri(), "GET " + path + HEAD + "\r\n");
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
      String answer = RawRequests.exchange(test.uri(), request);
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
        RawRequests.exchange(
            test.uri(), "GET /v1/things/1" + HEAD + "X-Large: " + "x".repeat(20_000) + "\r\n\r\n"),
        431,
        "headers-too-large");
    assertProblem(
        RawRequests.exchange(test.uri(), "GET /v1/" + "x".repeat(20_000) + HEAD + "\r\n"),
        414,
        "uri-too-long");
  }

  @Test
  void a_connection_that_ends_with_a_refusal_says_so() throws Exception {
    // A client that keeps connections would send its next request into the void.
    for (String path : List.of("/v1/things/%00", "/v1/" + "x".repeat(20_000))) {
      String head = HEAD.replace("Connection: close\r\n", "");
      assertThat(RawRequests.exchange(test.uri(), "GET " + path + head + "\r\n"))
          .containsIgnoringCase("\r\nConnection: close");
    }
  }

  @Test
  void nobody_learns_what_server_it_is() throws Exception {
    assertThat(RawRequests.exchange(test.uri(), "GET /v1/things/1" + HEAD + "\r\n"))
        .doesNotContainIgnoringCase("jetty", "\r\nServer:");
  }
}
