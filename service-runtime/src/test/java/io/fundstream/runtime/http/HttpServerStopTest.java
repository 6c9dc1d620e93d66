package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the clients of a server see that stops. */
class HttpServerStopTest {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 30;
  private static final byte[] REQUEST =
      "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger leftWaiting = new AtomicInteger();

  @Test
  void no_client_is_left_with_an_open_connection_that_nobody_reads() {
    for (int round = 0; round < ROUNDS; round++) {
      answered.set(0);
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        try (TestServer server = new TestServer()) {
          URI uri = server.uri();
          for (int i = 0; i < CLIENTS; i++) clients.submit(() -> askUntilItIsGone(uri));
          await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > 20);
        }
      }
      assertThat(leftWaiting).as("round %d", round).hasValue(0);
    }
  }

  @Test
  void a_request_that_takes_longer_than_the_drain_time_is_cut_off_and_the_server_stops()
      throws Exception {
    HttpConfig usual = new HttpConfig("127.0.0.1", 0);
    HttpConfig hasty =
        new HttpConfig(
            usual.host(),
            usual.port(),
            usual.maxBody(),
            usual.maxRequests(),
            usual.maxConnections(),
            usual.idleTimeout(),
            usual.requestTimeout(),
            Duration.ofMillis(200));
    TestServer server = new TestServer(hasty);
    try (ExecutorService clients = Executors.newFixedThreadPool(1)) {
      Future<Integer> status =
          clients.submit(() -> server.send(server.withKey("GET", "/v1/slow", "")).statusCode());
      assertThat(server.entered.await(20, TimeUnit.SECONDS)).isTrue();
      server.server.close();
      server.release.countDown();
      assertThatThrownBy(status::get).hasCauseInstanceOf(IOException.class);
    } finally {
      server.close();
    }
  }

  private void askUntilItIsGone(URI uri) {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(REQUEST);
        if (socket.getInputStream().readAllBytes().length > 0) answered.incrementAndGet();
      } catch (SocketTimeoutException open) {
        leftWaiting.incrementAndGet();
        return;
      } catch (IOException gone) {
        if (refused(uri)) return;
      }
    }
  }

  private static boolean refused(URI uri) {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
