package io.fundstream.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of batches must be able to say no. */
class BatchOracleTest {
  private static final String ACCEPTED =
      "{\"line\":1,\"status\":201,\"id\":\"0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10\",\"version\":1,\"position\":\"k:1\"}\n";
  private static final String REFUSED =
      "{\"line\":2,\"type\":\"urn:fundstream:problem:invalid-body\",\"title\":\"T\",\"status\":400,"
          + "\"detail\":\"D\",\"errors\":[{\"detail\":\"D\",\"pointer\":\"/name\"}]}\n";
  private static final String GOOD = ACCEPTED + REFUSED;

  private final OpenApi gateway = OpenApi.of("gateway", OracleTest.document());
  private final BatchOracle oracle =
      new BatchOracle(new Oracle(Map.of("gateway", gateway), Duration.ofSeconds(1)), gateway);
  private final Batch batch =
      new Batch(List.of(line(Set.of(201), "good"), line(Set.of(400), "an unknown field")));

  @Test
  void results_in_the_order_of_their_lines_have_no_fault() {
    assertThat(faults(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "told as line 2|\"line\":1|\"line\":2",
        "got 409|\"status\":201|\"status\":409",
        "got 500|\"status\":400|\"status\":500",
        "got 200|\"status\":400|\"status\":200",
        "no position|,\"position\":\"k:1\"|",
        "uuid|0198a7c2-|x",
        "no title|\"T\"|\" \"",
        "what it is made of|\"T\"|\"java.lang.NullPointerException\"",
        "no JSON|{\"line\":1|<",
      })
  void a_wrong_result_has_a_fault(String fault, String right, String wrong) {
    assertThat(faults(GOOD.replace(right, Objects.requireNonNullElse(wrong, ""))))
        .anyMatch(f -> f.contains(fault));
  }

  @Test
  void results_that_are_missing_or_too_many_or_cut_have_a_fault() {
    assertThat(faults(ACCEPTED)).contains("1 results for 2 lines");
    assertThat(faults(GOOD + REFUSED)).contains("3 results for 2 lines");
    assertThat(faults(GOOD.stripTrailing())).contains("the last result has no end");
    assertThat(faults(REFUSED + ACCEPTED)).anyMatch(f -> f.contains("told as line"));
  }

  private List<String> faults(String results) {
    Map<String, List<String>> headers = Map.of("content-type", List.of("application/x-ndjson"));
    byte[] body = results.getBytes(StandardCharsets.UTF_8);
    return oracle.faults(batch, new Reply(200, headers, body, Duration.ofMillis(5)));
  }

  private static Batch.Line line(Set<Integer> expected, String about) {
    return new Batch.Line(new byte[] {'{', '}'}, expected, about);
  }
}
