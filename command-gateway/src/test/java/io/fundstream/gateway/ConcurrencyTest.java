package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients at once, through one gateway and through two. */
class ConcurrencyTest {
  private final TestDatabase database = TestDatabase.fresh();
  private TestGateway gateway;
  private TestGateway other;

  @BeforeEach
  void start() {
    gateway = TestGateway.start(database);
    other = TestGateway.start(database);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    other.close();
    database.close();
  }

  @Test
  void the_same_idempotency_key_50_times_at_once_is_one_event_and_equal_answers() throws Exception {
    List<HttpResponse<String>> answers =
        atOnce(50, i -> of(i).post("/v1/funds", FundLifeTest.FUND, "Idempotency-Key", "once"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.getFirst().body());
    for (String header : List.of("ETag", "Location", "Fundstream-Position", "Content-Type")) {
      assertThat(answers)
          .extracting(a -> a.headers().firstValue(header))
          .containsOnly(answers.getFirst().headers().firstValue(header));
    }
    assertThat(answers)
        .filteredOn(a -> a.headers().firstValue("Idempotency-Replayed").isEmpty())
        .hasSize(1);
    assertThat(LogAudit.verify(database)).isEqualTo(1);
  }

  @Test
  void of_50_amendments_with_the_same_if_match_one_wins_and_49_are_told() throws Exception {
    String id = fund();
    List<HttpResponse<String>> answers =
        atOnce(
            50,
            i ->
                of(i)
                    .patch(
                        "/v1/funds/" + id, "{\"name\":\"Name " + i + "\"}", "If-Match", "\"1\""));
    assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(a -> a.statusCode() == 412).hasSize(49);
    assertThat(LogAudit.verify(database)).isEqualTo(2);
  }

  @Test
  void sixty_four_writers_on_one_fund_leave_no_gap() throws Exception {
    String id = fund();
    List<HttpResponse<String>> answers =
        atOnce(64 * 8, i -> gateway.post("/v1/funds/" + id + "/drafts", "{\"config\":{}}"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertNumbered(answers);
    assertThat(LogAudit.verify(database)).isEqualTo(1 + 64 * 8);
  }

  @Test
  void two_gateways_writing_one_fund_are_as_safe_as_one() throws Exception {
    String id = fund();
    List<HttpResponse<String>> answers =
        atOnce(64 * 4, i -> of(i).post("/v1/funds/" + id + "/drafts", "{\"config\":{}}"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
    assertNumbered(answers);
    assertThat(LogAudit.verify(database)).isEqualTo(1 + 64 * 4);
  }

  @Test
  void sixty_four_writers_on_a_thousand_funds_leave_no_gap() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(UUID.randomUUID());
    }
    List<HttpResponse<String>> made =
        atOnce(
            1000,
            i ->
                of(i)
                    .post(
                        "/v1/funds",
                        FundLifeTest.FUND.replace(
                            "{\"name\"", "{\"id\":\"" + ids.get(i) + "\",\"name\"")));
    assertThat(made).extracting(HttpResponse::statusCode).containsOnly(201);
    List<HttpResponse<String>> drafts =
        atOnce(
            2000, i -> of(i).post("/v1/funds/" + ids.get(i % 1000) + "/drafts", "{\"config\":{}}"));
    assertThat(drafts).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(LogAudit.verify(database)).isEqualTo(3000);
  }

  @Test
  void lines_of_batches_and_single_commands_on_the_same_funds_leave_no_gap() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(fund());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String draft = "{\"command\":\"fund.save-draft\",\"id\":\"%s\",\"config\":{}}";
      lines.add(draft.formatted(ids.get(i % 8)));
    }
    List<HttpResponse<String>> answers =
        atOnce(
            320,
            i ->
                i % 20 == 0
                    ? gateway.batch(lines)
                    : gateway.post("/v1/funds/" + ids.get(i % 8) + "/drafts", "{\"config\":{}}"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    assertThat(answers)
        .filteredOn(a -> a.statusCode() == 200)
        .hasSize(16)
        .allSatisfy(a ->
            assertThat(a.body().lines()).hasSize(40).allMatch(l -> l.contains("\"status\":201")));
    assertThat(LogAudit.verify(database)).isEqualTo(8 + 16 * 40 + 304);
  }

  @Test
  void one_id_wanted_by_many_is_taken_once() throws Exception {
    UUID id = UUID.randomUUID();
    String body = FundLifeTest.FUND.replace("{\"name\"", "{\"id\":\"" + id + "\",\"name\"");
    List<HttpResponse<String>> answers = atOnce(40, i -> of(i).post("/v1/funds", body));
    assertThat(answers).filteredOn(a -> a.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.statusCode() == 409 && a.body().contains("id-taken"))
        .hasSize(39);
    assertThat(LogAudit.verify(database)).isEqualTo(1);
  }

  private static void assertNumbered(List<HttpResponse<String>> drafts) throws Exception {
    List<Integer> versions = new ArrayList<>();
    for (HttpResponse<String> draft : drafts) {
      JsonNode json = new ObjectMapper().readTree(draft.body());
      versions.add(json.get("configVersion").asInt());
      assertThat(json.get("version").asInt()).isEqualTo(json.get("configVersion").asInt() + 1);
    }
    assertThat(versions).doesNotHaveDuplicates().allMatch(v -> v >= 1 && v <= drafts.size());
  }

  private TestGateway of(int i) {
    return i % 2 == 0 ? gateway : other;
  }

  private String fund() throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FundLifeTest.FUND);
    return new ObjectMapper().readTree(made.body()).get("id").asText();
  }

  private interface Numbered {
    HttpResponse<String> call(int i) throws Exception;
  }

  private static List<HttpResponse<String>> atOnce(int times, Numbered call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int number = i;
        Callable<HttpResponse<String>> task = () -> call.call(number);
        running.add(threads.submit(task));
      }
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> future : running) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
