package io.fundstream.runtime.http;

import static io.fundstream.runtime.http.RawRequests.HEAD;
import static io.fundstream.runtime.http.RawRequests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that takes its time, and a handler that does: who is waited for, and how long. */
class SlowClientTest {
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
}
