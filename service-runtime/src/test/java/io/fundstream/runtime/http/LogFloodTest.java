package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whoever can reach a port must not be able to fill the log with a line for each bad request. */
class LogFloodTest {
  @ParameterizedTest
  @ValueSource(strings = {"org.eclipse.jetty.util.HostPort", "org.eclipse.jetty.http.HttpParser"})
  void a_request_that_is_no_http_leaves_no_line(String logger) {
    assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isTrue();
    assertThat(LoggerFactory.getLogger("org.eclipse.jetty.server.Server").isWarnEnabled()).isTrue();
  }
}
