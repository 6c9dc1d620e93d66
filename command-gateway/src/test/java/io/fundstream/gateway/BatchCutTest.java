package io.fundstream.gateway;

import static io.fundstream.gateway.BatchBodies.count;
import static io.fundstream.gateway.BatchBodies.draft;
import static io.fundstream.gateway.BatchBodies.funds;
import static io.fundstream.gateway.BatchBodies.results;
import static io.fundstream.gateway.BatchBodies.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch that does not come to its end, for whatever reason: sent again it is completed. */
class BatchCutTest {
  private static final int FUNDS = 10;
  private static final int DRAFTS = 300;
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(FUNDS).toList();

  @Test
  void a_batch_whose_client_goes_away_is_completed_by_sending_it_again() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = TestGateway.start(database)) {
      List<String> lines = funds(ids, DRAFTS);
      String body = String.join("\n", lines) + "\n";
      try (Socket client = new Socket("127.0.0.1", gateway.uri().getPort())) {
        String head =
            """
            POST /v1/batches HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/x-ndjson\r
            Idempotency-Key: cut\r
            Content-Length: %d\r
            \r
            """
                .formatted(TestGateway.KEY, body.length());
        // In the middle of a line, whose beginning must come to nothing.
        String half = body.substring(0, body.length() / 2);
        client.getOutputStream().write((head + half).getBytes(StandardCharsets.UTF_8));
        await().atMost(WAIT).until(() -> count(database, "event_log") > lines.size() / 4);
        client.setSoLinger(true, 0);
      }
      inOrder(gateway.batch(lines, "Idempotency-Key", "cut"));
      assertThat(LogAudit.verify(database)).isEqualTo(lines.size());
      gateway.batch(lines, "Idempotency-Key", "cut");
      assertThat(LogAudit.verify(database)).isEqualTo(lines.size());
    }
  }

  @Test
  void two_batches_with_one_key_at_the_same_moment_are_one() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = TestGateway.start(database);
        TestGateway other = TestGateway.start(database)) {
      List<String> lines = funds(ids, 100);
      CompletableFuture<HttpResponse<String>> here =
          CompletableFuture.supplyAsync(() -> gateway.batch(lines, "Idempotency-Key", "k"));
      CompletableFuture<HttpResponse<String>> there =
          CompletableFuture.supplyAsync(() -> other.batch(lines, "Idempotency-Key", "k"));
      HttpResponse<String> third = gateway.batch(lines, "Idempotency-Key", "k");
      inOrder(third);
      assertThat(here.get().body()).isEqualTo(third.body());
      assertThat(there.get().body()).isEqualTo(third.body());
      assertThat(LogAudit.verify(database)).isEqualTo(lines.size());
    }
  }

  @Test
  void a_batch_that_a_stop_cuts_off_is_completed_after_the_restart() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        HttpClient client = HttpClient.newHttpClient()) {
      List<String> lines = funds(ids, 900);
      TestGateway gateway = TestGateway.start(database);
      HttpRequest request =
          gateway
              .request("POST", "/v1/batches", String.join("\n", lines))
              .setHeader("Content-Type", "application/x-ndjson")
              .header("Idempotency-Key", "stop")
              .build();
      CompletableFuture<HttpResponse<Stream<String>>> sent =
          client.sendAsync(request, BodyHandlers.ofLines());
      await().atMost(WAIT).until(() -> count(database, "event_log") > 300);
      long began = System.nanoTime();
      gateway.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
      List<String> told = whatCame(sent);
      System.out.printf(
          "%d of %d lines were answered before the stop%n", told.size(), lines.size());
      long before = LogAudit.verify(database);
      assertThat(before).isLessThan(lines.size());
      try (TestGateway again = TestGateway.start(database)) {
        HttpResponse<String> whole = again.batch(lines, "Idempotency-Key", "stop");
        inOrder(whole);
        List<String> now = whole.body().lines().toList();
        for (int i = 0; i < told.size(); i++) {
          if (told.get(i).contains("\"status\":201")) {
            assertThat(told.get(i)).isEqualTo(now.get(i));
          }
        }
      }
      assertThat(LogAudit.verify(database)).isEqualTo(lines.size());
    }
  }

  @Test
  void what_stands_behind_an_undecided_line_of_its_fund_is_not_tried() throws Exception {
    LogConfig d = LogConfig.defaults();
    LogConfig quick =
        new LogConfig(
            d.appenders(),
            d.singleAppenders(),
            d.maxBatch(),
            d.maxBatchBytes(),
            d.maxWaiting(),
            d.maxWaitingBytes(),
            Duration.ofSeconds(3),
            d.keyWait(),
            d.answersKept(),
            d.snapshotEvery(),
            d.cachedStreams());
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = TestGateway.start(database, quick, Main.CONTEXTS);
        Connection holder = database.connect("fundstream_gateway")) {
      UUID held = ids.getFirst();
      UUID free = ids.getLast();
      gateway.batch(List.of(BatchBodies.register(held), BatchBodies.register(free)));
      hold(holder, held);
      List<String> lines = new ArrayList<>();
      for (int n = 1; n <= 100; n++) {
        lines.add(draft(held, n));
        lines.add(draft(free, n));
      }
      List<Integer> first = statuses(gateway.batch(lines, "Idempotency-Key", "k"));
      for (int i = 0; i < first.size(); i++) {
        assertThat(first.get(i)).as("line %d", i + 1).isEqualTo(i % 2 == 0 ? 503 : 201);
      }
      assertThat(LogAudit.verify(database)).isEqualTo(102);
      holder.rollback();
      List<JsonNode> again = results(gateway.batch(lines, "Idempotency-Key", "k"));
      for (int i = 0; i < again.size(); i++) {
        assertThat(again.get(i).path("configVersion").asInt()).isEqualTo(i / 2 + 1);
      }
      assertThat(LogAudit.verify(database)).isEqualTo(202);
    }
  }

  private static List<String> whatCame(CompletableFuture<HttpResponse<Stream<String>>> sent) {
    List<String> lines = new ArrayList<>();
    try {
      sent.join().body().forEach(lines::add);
    } catch (RuntimeException cutOff) {
      System.out.println("the answer broke off: " + cutOff.getMessage());
    }
    return lines;
  }

  private static void hold(Connection holder, UUID key) throws Exception {
    holder.setAutoCommit(false);
    try (PreparedStatement lock =
        holder.prepareStatement("select 1 from event_store.head where id = ? for update")) {
      lock.setObject(1, key);
      lock.execute();
    }
  }

  private static void inOrder(HttpResponse<String> answer) throws Exception {
    List<JsonNode> results = results(answer);
    for (int i = 0; i < results.size(); i++) {
      JsonNode result = results.get(i);
      assertThat(result.path("status").asInt()).as(result.toString()).isEqualTo(201);
      assertThat(result.path("version").asInt()).as(result.toString()).isEqualTo(i / FUNDS + 1);
    }
  }
}
