package io.fundstream.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge must be able to say no. */
class OracleTest {
  private static final String GOOD =
      "{\"type\":\"urn:fundstream:problem:invalid-body\",\"title\":\"T\",\"status\":400,\"detail\":\"D\","
          + "\"errors\":[{\"detail\":\"D\",\"pointer\":\"/name\"}]}";

  private final OpenApi gateway = OpenApi.of("gateway", document());
  private final Oracle oracle = new Oracle(Map.of("gateway", gateway), Duration.ofSeconds(1));
  private final Operation register =
      gateway.operations().stream()
          .filter(o -> o.id().equals("registerFund"))
          .findFirst()
          .orElseThrow();

  @Test
  void a_right_refusal_and_a_right_success_have_no_fault() {
    assertThat(faults(problem(400, GOOD))).isEmpty();
    assertThat(
            faults(
                accepted(
                    "{\"id\":\"0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10\",\"version\":1,\"position\":\"k:1\"}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a fault of ours|500|\"status\":400|\"status\":500",
        "no Retry-After|503|\"status\":400|\"status\":503",
        "does not list|400|invalid-body|no-such-type",
        "does not list|409|\"status\":400|\"status\":409",
        "tells another status|400|\"status\":400|\"status\":404",
        "in 2 places|400|\"pointer\":\"/name\"|\"pointer\":\"/name\",\"header\":\"x\"",
        "in 0 places|400|\"pointer\":\"/name\"|\"p\":1",
        "no JSON pointer|400|\"/name\"|\"name\"",
        "without detail|400|{\"detail\":\"D\",\"p|{\"detail\":\" \",\"p",
        "no title|400|\"T\"|\" \"",
        "what it is made of|400|\"T\"|\"java.lang.NullPointerException\"",
        "what it is made of|400|\"T\"|\"at io.fundstream.x(X.java)\"",
        "what it is made of|400|\"T\"|\"ERROR: relation event_store.x\"",
        "no JSON|400|{|<",
      })
  void a_wrong_refusal_has_a_fault(String fault, int status, String right, String wrong) {
    String body = GOOD.replace(right, Objects.requireNonNullElse(wrong, ""));
    assertThat(faults(problem(status, body))).anyMatch(f -> f.contains(fault));
  }

  @Test
  void a_success_that_is_not_as_documented_has_a_fault() {
    assertThat(faults(accepted("{\"id\":\"x\",\"version\":0}")))
        .anyMatch(f -> f.contains("uuid"))
        .anyMatch(f -> f.contains("version"))
        .anyMatch(f -> f.contains("position"));
    Reply undocumented = new Reply(202, Map.of(), new byte[0], Duration.ZERO);
    assertThat(faults(undocumented)).anyMatch(f -> f.contains("not documented"));
  }

  @Test
  void what_takes_too_long_or_is_not_what_was_expected_has_a_fault() {
    Reply late =
        new Reply(
            400, problem(400, GOOD).headers(), problem(400, GOOD).body(), Duration.ofSeconds(2));
    assertThat(faults(late)).anyMatch(f -> f.contains("took"));
    Intention wanted = Intention.of(request(), register, "no key", 401);
    assertThat(oracle.faults("gateway", wanted, problem(400, GOOD)))
        .anyMatch(f -> f.contains("expected [401], got 400"));
  }

  private List<String> faults(Reply reply) {
    return oracle.faults("gateway", Intention.of(request(), register, "test"), reply);
  }

  private static Request request() {
    return new Request("POST", "/v1/funds", List.of(), new byte[0]);
  }

  private static Reply problem(int status, String body) {
    return reply(status, "application/problem+json", body);
  }

  private static Reply accepted(String body) {
    return reply(201, "application/json", body);
  }

  private static Reply reply(int status, String type, String body) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("content-type", List.of(type));
    headers.put("fundstream-position", List.of("k:1"));
    return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(5));
  }

  static String document() {
    try (InputStream in =
        OracleTest.class.getClassLoader().getResourceAsStream("openapi/gateway.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("on the class path", e);
    }
  }
}
