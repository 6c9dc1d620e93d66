package io.fundstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.log.Precondition;
import io.fundstream.runtime.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandHeadersTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void headers_that_were_not_sent_leave_their_defaults() {
    CommandHeaders headers = read(Map.of());
    assertThat(headers.errors()).isEmpty();
    assertThat(headers.idempotencyKey()).isNull();
    assertThat(headers.traceparent()).isNull();
    assertThat(headers.precondition()).isEqualTo(new Precondition.None());
    assertThat(headers.correlationId()).hasSize(36);
  }

  @Test
  void headers_are_read() {
    CommandHeaders headers =
        read(
            Map.of(
                "Idempotency-Key", List.of("!k~"),
                "X-Correlation-Id", List.of("c-1"),
                "traceparent", List.of(TRACE),
                "If-Match", List.of("\"3--gzip\"")));
    assertThat(headers)
        .isEqualTo(new CommandHeaders("!k~", new Precondition.Version(3), "c-1", TRACE, List.of()));
  }

  @Test
  void every_malformed_header_is_told() {
    CommandHeaders headers =
        read(
            Map.of(
                "Idempotency-Key", List.of("é"),
                "X-Correlation-Id", List.of("a", "b"),
                "traceparent", List.of("00-1-2-3"),
                "If-Match", List.of("*")));
    assertThat(headers.errors())
        .extracting(FieldError::header)
        .containsExactlyInAnyOrder(
            "Idempotency-Key", "X-Correlation-Id", "traceparent", "If-Match");
  }

  @Test
  void a_later_version_of_trace_context_may_go_on() {
    assertThat(TraceContext.isValid(TRACE)).isTrue();
    assertThat(TraceContext.isValid("01" + TRACE.substring(2) + "-more")).isTrue();
    assertThat(TraceContext.isValid(TRACE + "-more")).isFalse();
    assertThat(TraceContext.isValid("ff" + TRACE.substring(2))).isFalse();
  }

  private static CommandHeaders read(Map<String, List<String>> sent) {
    return CommandHeaders.read(name -> sent.getOrDefault(name, List.of()));
  }
}
