package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same key from the same principal gives the same answer and one effect. */
class IdempotencyTest {
  private static final List<String> KEPT =
      List.of("Content-Type", "ETag", "Location", "Fundstream-Position");

  private final TestDatabase database = TestDatabase.fresh();
  private TestGateway gateway;

  @BeforeEach
  void start() {
    gateway = TestGateway.start(database);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    database.close();
  }

  @Test
  void an_answer_is_replayed_after_a_restart() throws Exception {
    HttpResponse<String> first =
        gateway.post("/v1/funds", FundLifeTest.FUND, "Idempotency-Key", "k");
    gateway.close();
    gateway = TestGateway.start(database);
    HttpResponse<String> again =
        gateway.post("/v1/funds", FundLifeTest.FUND, "Idempotency-Key", "k");
    assertReplayed(first, again);
    assertThat(LogAudit.verify(database)).isEqualTo(1);
  }

  @Test
  void refusals_of_the_decider_are_remembered_and_faults_of_the_request_are_not() {
    String nobody = "/v1/funds/" + UUID.randomUUID() + "/status";
    HttpResponse<String> first =
        gateway.post(nobody, "{\"status\":\"CLOSED\"}", "Idempotency-Key", "k404");
    assertThat(first.statusCode()).isEqualTo(404);
    assertReplayed(
        first, gateway.post(nobody, "{\"status\":\"CLOSED\"}", "Idempotency-Key", "k404"));
    assertThat(gateway.post("/v1/funds", "{}", "Idempotency-Key", "k400").statusCode())
        .isEqualTo(400);
    assertThat(gateway.post("/v1/funds", FundLifeTest.FUND, "Idempotency-Key", "k400").statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_412_and_a_409_are_replayed_even_when_they_would_no_longer_be_so() throws Exception {
    String path = fund();
    HttpResponse<String> early =
        gateway.patch(path, "{\"name\":\"x\"}", "If-Match", "\"2\"", "Idempotency-Key", "k412");
    assertThat(early.statusCode()).isEqualTo(412);
    HttpResponse<String> none =
        gateway.post(path + "/publications", "{}", "Idempotency-Key", "k409");
    assertThat(none.statusCode()).isEqualTo(409);
    assertThat(gateway.post(path + "/drafts", "{\"config\":{}}").statusCode()).isEqualTo(201);
    assertReplayed(
        early,
        gateway.patch(path, "{\"name\":\"x\"}", "If-Match", "\"2\"", "Idempotency-Key", "k412"));
    assertReplayed(none, gateway.post(path + "/publications", "{}", "Idempotency-Key", "k409"));
  }

  @Test
  void a_missing_if_match_is_told_after_the_key_is_looked_up_and_not_remembered() throws Exception {
    String path = fund();
    assertThat(gateway.patch(path, "{\"name\":\"x\"}", "Idempotency-Key", "k428").statusCode())
        .isEqualTo(428);
    assertThat(
            gateway
                .patch(path, "{\"name\":\"x\"}", "Idempotency-Key", "k428", "If-Match", "\"1\"")
                .statusCode())
        .isEqualTo(200);
    assertThat(gateway.patch(path, "{\"name\":\"x\"}", "Idempotency-Key", "k428").statusCode())
        .isEqualTo(422);
  }

  @Test
  void a_key_that_was_used_for_another_request_is_refused() throws Exception {
    String path = fund();
    assertThat(post(path + "/drafts", "{\"config\":{}}")).isEqualTo(201);
    assertThat(post(path + "/drafts", "{\"config\":{ }}")).isEqualTo(422);
    assertThat(post(path + "/publications", "{}")).isEqualTo(422);
    HttpResponse<String> reused =
        gateway.post(path + "/publications", "{}", "Idempotency-Key", "one");
    assertThat(reused.body()).contains("urn:fundstream:problem:idempotency-key-reused");
    assertThat(LogAudit.verify(database)).isEqualTo(2);
  }

  @Test
  void an_expired_key_may_be_used_again_before_its_row_is_gone() throws Exception {
    String path = fund();
    assertThat(post(path + "/drafts", "{\"config\":{}}")).isEqualTo(201);
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute("update event_store.idempotency set expires_at = now() - interval '1 s'");
    }
    assertThat(post(path + "/drafts", "{\"config\":{ }}")).isEqualTo(201);
    assertThat(post(path + "/drafts", "{\"config\":{}}")).isEqualTo(422);
    assertThat(LogAudit.verify(database)).isEqualTo(3);
  }

  private int post(String path, String body) {
    return gateway.post(path, body, "Idempotency-Key", "one").statusCode();
  }

  private static void assertReplayed(HttpResponse<String> first, HttpResponse<String> again) {
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.body()).isEqualTo(first.body());
    for (String header : KEPT) {
      assertThat(again.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header));
    }
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
  }

  private String fund() throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FundLifeTest.FUND);
    return "/v1/funds/" + new ObjectMapper().readTree(made.body()).get("id").asText();
  }
}
