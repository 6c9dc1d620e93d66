package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fundstream.runtime.metrics.Metrics;
import io.javalin.Javalin;
import java.util.List;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the connector as a service sets it up, asked for buffers as Jetty asks. */
class UnsharedRequestBuffersTest {
  private final Metrics metrics = Metrics.of("test");
  private Javalin javalin;
  private Connector connector;

  @BeforeEach
  void start() {
    HttpConfig config = new HttpConfig("127.0.0.1", 0);
    javalin =
        JavalinSetup.create(config, new Pipeline(config, null, false, metrics), List.of()).start();
    connector = javalin.jettyServer().server().getConnectors()[0];
  }

  @AfterEach
  void stop() {
    javalin.stop();
    metrics.close();
  }

  @Test
  void a_request_buffer_given_back_twice_is_never_read_into_by_two_connections() {
    requestBuffer().release();
    RetainableByteBuffer broken = requestBuffer();
    broken.release();
    RetainableByteBuffer one = requestBuffer();
    giveBackOnceMore(broken);
    RetainableByteBuffer another = requestBuffer();

    assertThat(another.getByteBuffer()).isNotSameAs(one.getByteBuffer());
  }

  @Test
  void answers_are_written_from_buffers_of_the_pool() {
    assertThat(http().isUseOutputDirectByteBuffers()).isTrue();
    RetainableByteBuffer first = connector.getByteBufferPool().acquire(32_768, true);
    var bytes = first.getByteBuffer();
    first.release();

    assertThat(connector.getByteBufferPool().acquire(32_768, true).getByteBuffer()).isSameAs(bytes);
  }

  /** Jetty notices a second release only as long as nobody else has the buffer. */
  private static void giveBackOnceMore(RetainableByteBuffer buffer) {
    Throwable noticed = catchThrowable(buffer::release);
    assertThat(noticed)
        .satisfiesAnyOf(
            t -> assertThat(t).isNull(),
            t -> assertThat(t).isInstanceOf(IllegalStateException.class));
  }

  private RetainableByteBuffer requestBuffer() {
    HttpConnectionFactory http = http();
    return connector
        .getByteBufferPool()
        .acquire(http.getInputBufferSize(), http.isUseInputDirectByteBuffers());
  }

  private HttpConnectionFactory http() {
    return connector.getConnectionFactory(HttpConnectionFactory.class);
  }
}
