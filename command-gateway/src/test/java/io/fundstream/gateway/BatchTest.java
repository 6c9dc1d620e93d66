package io.fundstream.gateway;

import static io.fundstream.gateway.BatchBodies.count;
import static io.fundstream.gateway.BatchBodies.draft;
import static io.fundstream.gateway.BatchBodies.funds;
import static io.fundstream.gateway.BatchBodies.register;
import static io.fundstream.gateway.BatchBodies.results;
import static io.fundstream.gateway.BatchBodies.status;
import static io.fundstream.gateway.BatchBodies.statuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many commands in one request: each line has the answer that it would have had alone. */
class BatchTest {
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
  void the_life_of_a_fund_is_one_batch() throws Exception {
    UUID id = UUID.randomUUID();
    HttpResponse<String> answer =
        gateway.batch(
            List.of(
                register(id),
                "{\"command\":\"fund.amend\",\"id\":\"%s\",\"ifMatch\":1,\"name\":\"Press On I\"}"
                    .formatted(id),
                draft(id, 1),
                "{\"command\":\"fund.publish\",\"id\":\"%s\"}".formatted(id),
                status(id, "CLOSED"),
                draft(id, 2)),
            "X-Correlation-Id",
            "import-7");
    assertThat(statuses(answer)).containsExactly(201, 200, 201, 201, 200, 409);
    assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("import-7");
    List<JsonNode> results = results(answer);
    for (int i = 0; i < 5; i++) {
      assertThat(results.get(i).path("id").asText()).isEqualTo(id.toString());
      assertThat(results.get(i).path("version").asInt()).isEqualTo(i + 1);
      assertThat(results.get(i).path("position").asText()).isEqualTo(id + ":" + (i + 1));
    }
    assertThat(results.get(3).path("configVersion").asInt()).isEqualTo(1);
    assertThat(results.getLast().path("type").asText())
        .isEqualTo("urn:fundstream:problem:fund-closed");
    assertThat(LogAudit.verify(database)).isEqualTo(5);
  }

  @Test
  void lines_of_a_fund_are_applied_in_their_order() throws Exception {
    List<UUID> ids = ids(7);
    int drafts = 120;
    List<JsonNode> results = results(gateway.batch(funds(ids, drafts)));
    for (int n = 1; n <= drafts; n++) {
      for (int f = 0; f < ids.size(); f++) {
        JsonNode result = results.get(n * ids.size() + f);
        assertThat(result.path("configVersion").asInt()).as(result.toString()).isEqualTo(n);
      }
    }
    assertThat(LogAudit.verify(database)).isEqualTo(ids.size() * (drafts + 1));
  }

  @Test
  void the_same_batch_again_with_its_key_is_answered_the_same_and_writes_nothing()
      throws Exception {
    List<UUID> ids = ids(3);
    List<String> lines = new ArrayList<>(funds(ids, 20));
    lines.add(register(ids.getFirst()));
    lines.add(draft(UUID.randomUUID(), 1));
    lines.add("{\"command\":\"fund.register\"}");
    lines.add(FundLifeTest.FUND.replaceFirst("\\{", "{\"command\":\"fund.register\","));
    HttpResponse<String> first = gateway.batch(lines, "Idempotency-Key", "k");
    long events = LogAudit.verify(database);
    long answers = count(database, "idempotency");
    assertThat(events).isEqualTo(3 * 21 + 1);
    assertThat(statuses(first).subList(63, 67)).containsExactly(409, 404, 400, 201);
    for (int i = 0; i < 2; i++) {
      assertThat(gateway.batch(lines, "Idempotency-Key", "k").body()).isEqualTo(first.body());
      gateway.close();
      gateway = TestGateway.start(database);
    }
    assertThat(LogAudit.verify(database)).isEqualTo(events);
    assertThat(count(database, "idempotency")).isEqualTo(answers);
  }

  @Test
  void a_key_is_for_one_batch_line_by_line_and_not_for_single_commands() throws Exception {
    UUID id = UUID.randomUUID();
    List<String> lines = List.of(register(id), draft(id, 1), "{}", draft(id, 3));
    assertThat(statuses(gateway.batch(lines, "Idempotency-Key", "k")))
        .containsExactly(201, 201, 400, 201);
    List<String> mended = List.of(register(id), draft(id, 7), draft(id, 2), draft(id, 3));
    HttpResponse<String> answer = gateway.batch(mended, "Idempotency-Key", "k");
    assertThat(statuses(answer)).containsExactly(201, 422, 201, 201);
    assertThat(gateway.post("/v1/funds", FundLifeTest.FUND, "Idempotency-Key", "k").statusCode())
        .isEqualTo(201);
    assertThat(LogAudit.verify(database)).isEqualTo(5);
  }

  @Test
  void what_is_wrong_with_a_line_fails_it_alone() throws Exception {
    UUID id = UUID.randomUUID();
    String amend = "{\"command\":\"fund.amend\",\"id\":\"" + id + "\",";
    List<String> lines =
        List.of(
            register(id),
            "no JSON",
            "",
            "[1]",
            "{\"command\":\"fund.register\"",
            "{\"id\":\"" + id + "\"}",
            "{\"command\":\"fund.nothing\"}",
            "{\"command\":7}",
            draft(id, 1).replace("}}", "},\"oops\":1}"),
            "{\"command\":\"fund.save-draft\",\"config\":{}}",
            "{\"command\":\"fund.save-draft\",\"id\":\"x\",\"config\":{}}",
            amend + "\"name\":\"a\"}",
            amend + "\"ifMatch\":\"1\",\"name\":\"a\"}",
            amend + "\"ifMatch\":9,\"name\":\"a\"}",
            draft(UUID.randomUUID(), 1),
            draft(id, 1));
    List<JsonNode> results = results(gateway.batch(lines));
    List<String> told =
        results.stream()
            .map(r -> r.path("status").asInt() + r.at("/errors/0/pointer").asText())
            .toList();
    assertThat(told)
        .containsExactly(
            "201",
            "400",
            "400",
            "400",
            "400",
            "400/command",
            "400/command",
            "400/command",
            "400/oops",
            "400/id",
            "400/id",
            "428/ifMatch",
            "400/ifMatch",
            "412",
            "404",
            "201");
    assertThat(results.get(6).path("errors")).hasSize(1);
    assertThat(results.get(1).path("type").asText())
        .isEqualTo("urn:fundstream:problem:invalid-body");
    assertThat(LogAudit.verify(database)).isEqualTo(2);
  }

  @Test
  void a_line_may_end_as_on_windows_and_the_last_one_may_not_end_at_all() throws Exception {
    UUID id = UUID.randomUUID();
    HttpResponse<String> answer =
        TestGateway.send(
            gateway
                .request("POST", "/v1/batches", register(id) + "\r\n" + draft(id, 1))
                .setHeader("Content-Type", "application/x-ndjson; charset=utf-8")
                .build());
    assertThat(statuses(answer)).containsExactly(201, 201);
  }

  @Test
  void what_becomes_of_batches_and_their_lines_is_measured() throws Exception {
    UUID id = UUID.randomUUID();
    assertThat(metrics()).contains(metric("batch_running", 0), metric("batch_lines_count", 0));
    gateway.batch(List.of(register(id), draft(id, 1), draft(id, 2), "{}", register(id)));
    gateway.batch(List.of(register(id), "no JSON"));
    gateway.post("/v1/batches", "is refused whole and has no lines");
    assertThat(metrics())
        .contains(
            metric("batch_results_total", "status=\"201\"", 3),
            metric("batch_results_total", "status=\"400\"", 2),
            metric("batch_results_total", "status=\"409\"", 2),
            metric("batch_lines_count", 2),
            metric("batch_lines_sum", 7),
            metric("batch_lines_bucket", "le=\"1.0\"", 0),
            metric("batch_lines_bucket", "le=\"10.0\"", 2),
            metric("batch_running", 0));
  }

  @Test
  void a_batch_that_is_still_being_sent_is_seen() throws Exception {
    try (Socket client = new Socket("127.0.0.1", gateway.uri().getPort())) {
      String head =
          "POST /v1/batches HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n"
              + "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{}\n";
      client.getOutputStream().write(head.formatted(TestGateway.KEY).getBytes(UTF_8));
      await().until(this::metrics, m -> m.contains(metric("batch_running", 1)));
    }
    await()
        .until(
            this::metrics,
            m -> m.containsAll(List.of(metric("batch_running", 0), metric("batch_lines_sum", 2))));
  }

  @Test
  void ten_thousand_lines_are_one_batch() throws Exception {
    warmUp();
    List<UUID> ids = ids(1000);
    List<String> lines = funds(ids, 9);
    assertThat(lines).hasSize(10_000);
    HttpResponse<String> first = timed("10 000 lines of 1 000 funds", lines, "many");
    assertThat(statuses(first)).containsOnly(201);
    HttpResponse<String> again = timed("the same again", lines, "many");
    assertThat(again.body()).isEqualTo(first.body());

    List<String> one = funds(ids(1), 9_999);
    assertThat(statuses(timed("10 000 lines of one fund", one, "one"))).containsOnly(201);
  }

  private void warmUp() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(statuses(gateway.batch(funds(ids(100), 9), "Idempotency-Key", "warm" + i)))
          .containsOnly(201);
    }
  }

  private HttpResponse<String> timed(String what, List<String> lines, String key) {
    long began = System.nanoTime();
    HttpResponse<String> answer = gateway.batch(lines, "Idempotency-Key", key);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%s: %.2f s, %.0f lines/s%n", what, seconds, lines.size() / seconds);
    return answer;
  }

  private List<String> metrics() {
    return gateway.get("/metrics").body().lines().map(l -> l.replaceFirst("\\.0$", "")).toList();
  }

  private static String metric(String name, int value) {
    return "fundstream_%s{service=\"gateway\"} %d".formatted(name, value);
  }

  private static String metric(String name, String label, int value) {
    return "fundstream_%s{service=\"gateway\",%s} %d".formatted(name, label, value);
  }

  private static List<UUID> ids(int n) {
    List<UUID> ids = new ArrayList<>(Stream.generate(UUID::randomUUID).limit(n).toList());
    Collections.sort(ids);
    assertThat(IntStream.range(0, n).mapToObj(ids::get)).doesNotHaveDuplicates();
    return ids;
  }
}
