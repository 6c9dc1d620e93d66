package io.fundstream.gateway;

import static io.fundstream.gateway.BatchBodies.draft;
import static io.fundstream.gateway.BatchBodies.funds;
import static io.fundstream.gateway.BatchBodies.register;
import static io.fundstream.gateway.BatchBodies.results;
import static io.fundstream.gateway.BatchBodies.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.gateway.http.BatchConfig;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every bound of a batch, and what becomes of the lines before it. */
class BatchLimitsTest {
  private static final String NDJSON = "application/x-ndjson";

  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void too_many_lines_end_the_batch_and_those_before_stand() throws Exception {
    try (TestGateway gateway = limited(3, 16 << 20, 1 << 20, 16)) {
      UUID id = UUID.randomUUID();
      List<String> lines =
          List.of(register(id), draft(id, 1), draft(id, 2), draft(id, 3), draft(id, 4));
      HttpResponse<String> answer = gateway.batch(lines);
      assertThat(statuses(answer)).containsExactly(201, 201, 201, 413);
      assertThat(results(answer).getLast().path("detail").asText()).contains("3 lines");
      assertThat(version(gateway, id)).isEqualTo(4);
    }
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_whole() {
    try (TestGateway gateway = limited(10_000, 2048, 1024, 16)) {
      UUID id = UUID.randomUUID();
      HttpResponse<String> answer = gateway.batch(funds(List.of(id), 100));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("payload-too-large", "2048");
      assertThat(gateway.post("/v1/funds/" + id + "/drafts", "{\"config\":{}}").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void a_body_that_turns_out_too_large_ends_the_batch_in_that_line() throws Exception {
    try (TestGateway gateway = limited(10_000, 2048, 1024, 16)) {
      UUID id = UUID.randomUUID();
      String body = String.join("\n", funds(List.of(id), 100));
      List<Integer> statuses = statuses(chunked(gateway, body));
      int taken = (int) body.substring(0, 2048).lines().count() - 1;
      assertThat(statuses).hasSize(taken + 1).endsWith(413);
      assertThat(statuses.subList(0, taken)).containsOnly(201);
      assertThat(version(gateway, id)).isEqualTo(taken + 1);
    }
  }

  @Test
  void a_body_of_exactly_the_limit_is_taken() throws Exception {
    String body = String.join("\n", funds(List.of(UUID.randomUUID()), 10));
    try (TestGateway gateway = limited(11, body.length(), 1024, 16)) {
      assertThat(statuses(chunked(gateway, body))).hasSize(11).containsOnly(201);
    }
  }

  @Test
  void a_line_that_is_too_long_is_refused_alone() throws Exception {
    try (TestGateway gateway = limited(10_000, 16 << 20, 1 << 20, 16)) {
      UUID id = UUID.randomUUID();
      String large = draft(id, 1).replace("}}", " ".repeat(1 << 20) + "}}");
      HttpResponse<String> answer =
          gateway.batch(List.of(large, register(id), large, draft(id, 1)));
      assertThat(statuses(answer)).containsExactly(413, 201, 413, 201);
      assertThat(results(answer).getFirst().path("detail").asText()).contains("1048576");
    }
  }

  @Test
  void what_is_wrong_with_the_request_is_refused_as_anywhere() {
    try (TestGateway gateway = TestGateway.start(database)) {
      assertThat(gateway.post("/v1/batches", "{}").statusCode()).isEqualTo(415);
      assertThat(gateway.post("/v1/batches?x=1", "").statusCode()).isEqualTo(415);
      HttpResponse<String> empty =
          TestGateway.send(
              gateway.request("POST", "/v1/batches", "").setHeader("Content-Type", NDJSON).build());
      assertThat(empty.statusCode()).isEqualTo(400);
      assertThat(empty.body()).contains("The body is empty");
      List<String> line = List.of(register(UUID.randomUUID()));
      assertThat(gateway.batch(line, "If-Match", "\"1\"").body())
          .contains("\"header\":\"If-Match\"");
      assertThat(gateway.batch(line, "Idempotency-Key", "a b").statusCode()).isEqualTo(400);
      assertThat(gateway.batch(line, "traceparent", "x").statusCode()).isEqualTo(400);
      assertThat(gateway.batch(line, "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
    }
  }

  @Test
  void a_line_waits_where_a_single_command_would_be_turned_away_and_takes_half_of_the_room()
      throws Exception {
    LogConfig d = LogConfig.defaults();
    LogConfig narrow =
        new LogConfig(
            1,
            1,
            4,
            d.maxBatchBytes(),
            8,
            2 << 20,
            d.commandTimeout(),
            d.keyWait(),
            d.answersKept(),
            d.snapshotEvery(),
            d.cachedStreams());
    try (TestGateway gateway = TestGateway.start(database, narrow, Main.CONTEXTS)) {
      List<UUID> ids = IntStream.range(0, 50).mapToObj(_ -> UUID.randomUUID()).toList();
      CompletableFuture<HttpResponse<String>> batch =
          CompletableFuture.supplyAsync(() -> gateway.batch(funds(ids, 9)));
      int singles = 0;
      do {
        assertThat(gateway.post("/v1/funds", FundLifeTest.FUND).statusCode()).isEqualTo(201);
        singles++;
      } while (!batch.isDone());
      assertThat(statuses(batch.get())).hasSize(500).containsOnly(201);
      System.out.printf("%d single commands beside a batch of 500 lines%n", singles);
    }
  }

  @Test
  void there_are_so_many_batches_at_a_time_and_one_whose_client_does_not_read_ends()
      throws Exception {
    try (TestGateway gateway = limited(10_000, 16 << 20, 1 << 20, 1);
        Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress("127.0.0.1", gateway.uri().getPort()));
      String bad =
          IntStream.range(0, 150)
              .mapToObj(i -> "\"field%d\":1".formatted(i))
              .collect(Collectors.joining(",", "{\"command\":\"fund.publish\",", "}\n"));
      byte[] body = bad.repeat(5000).getBytes(StandardCharsets.UTF_8);
      String head =
          """
          POST /v1/batches HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: application/x-ndjson\r
          Content-Length: %d\r
          \r
          """
              .formatted(TestGateway.KEY, body.length);
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  deaf.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                  deaf.getOutputStream().write(body);
                } catch (IOException cutOff) {
                  System.out.println("the client that does not read: " + cutOff.getMessage());
                }
              });
      List<String> line = List.of(register(UUID.randomUUID()));
      await().until(() -> gateway.batch(line), r -> r.statusCode() == 429);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> gateway.batch(line), r -> r.statusCode() == 200);
      sender.join();
    }
  }

  private static HttpResponse<String> chunked(TestGateway gateway, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return TestGateway.send(
        gateway
            .request("POST", "/v1/batches", "")
            .setHeader("Content-Type", NDJSON)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build());
  }

  /** The version that the next change makes. */
  private static int version(TestGateway gateway, UUID id) throws Exception {
    List<JsonNode> results = results(gateway.batch(Collections.singletonList(draft(id, 99))));
    return results.getFirst().path("version").asInt();
  }

  private static TestGateway limited(int lines, int bytes, int lineBytes, int atOnce) {
    GatewayConfig c = TestGateway.config(database.url(), database, LogConfig.defaults());
    BatchConfig b = BatchConfig.defaults();
    return TestGateway.start(
        new GatewayConfig(
            c.http(),
            c.database(),
            c.apiKeys(),
            c.log(),
            new BatchConfig(
                lines,
                bytes,
                lineBytes,
                atOnce,
                b.linesInFlight(),
                b.bytesInFlight(),
                1 << 20,
                Duration.ofSeconds(5))));
  }
}
