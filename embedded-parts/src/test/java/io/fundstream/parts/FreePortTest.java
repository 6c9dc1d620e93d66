package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FreePortTest {
  /** Waiting for a server by trying to take its port made servers fail to start, now and then. */
  @Test
  void looking_whether_a_server_answers_never_takes_the_port_from_it() throws Exception {
    int port = FreePort.next();
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch looking = new CountDownLatch(1);
    try (var watcher = Executors.newSingleThreadExecutor()) {
      watcher.execute(() -> {
        while (!done.get()) {
          FreePort.answers(port);
          looking.countDown();
        }
      });
      looking.await();
      try {
        for (int start = 0; start < 500; start++) {
          new ServerSocket(port, 50, InetAddress.getLoopbackAddress()).close();
        }
      } finally {
        done.set(true);
      }
    }
  }

  @Test
  void a_port_answers_while_somebody_listens_on_it() throws Exception {
    int port = FreePort.next();
    assertThat(FreePort.answers(port)).isFalse();
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.answers(server.getLocalPort())).isTrue();
      assertThat(FreePort.isFree(port)).isFalse();
    }
    assertThat(FreePort.isFree(port)).isTrue();
  }
}
