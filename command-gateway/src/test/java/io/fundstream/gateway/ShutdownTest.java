package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What SIGTERM does, under load: everything taken is finished and told, the rest is not begun. */
class ShutdownTest {
  private static final int WRITERS = 16;
  private static final String DRAFT = "{\"config\":{}}";

  /**
   * @param body empty when there was no answer
   */
  private record Told(String path, String key, int status, String body) {}

  private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();

  @Test
  void no_accepted_command_is_cut_off_and_after_a_restart_every_one_is_known() throws Exception {
    try (TestDatabase database = TestDatabase.fresh()) {
      List<String> funds = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
        TestGateway gateway = TestGateway.start(database);
        for (int i = 0; i < WRITERS; i++) funds.add(fund(gateway));
        for (int i = 0; i < WRITERS; i++) {
          int writer = i;
          threads.submit(() -> writeUntilRefused(gateway, funds.get(writer) + "/drafts", writer));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > 400);
        long began = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
      }
      List<Told> accepted = told.stream().filter(t -> t.status == 201).toList();
      List<Told> others = told.stream().filter(t -> t.status != 201).toList();
      System.out.printf("%d accepted, then %s%n", accepted.size(), others);
      assertThat(others).hasSize(WRITERS).allMatch(t -> t.status == 503 || t.status == 0);
      assertThat(LogAudit.verify(database)).isEqualTo(WRITERS + accepted.size());
      try (TestGateway again = TestGateway.start(database)) {
        for (Told one : accepted) {
          HttpResponse<String> replay = again.post(one.path, DRAFT, "Idempotency-Key", one.key);
          assertThat(replay.headers().firstValue("Idempotency-Replayed")).hasValue("true");
          assertThat(replay.body()).isEqualTo(one.body);
        }
        for (Told one : others) {
          HttpResponse<String> first = again.post(one.path, DRAFT, "Idempotency-Key", one.key);
          assertThat(first.statusCode()).isEqualTo(201);
          assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        }
      }
      assertThat(LogAudit.verify(database)).isEqualTo(WRITERS + told.size());
    }
  }

  @Test
  void a_command_that_is_in_hand_is_finished_and_answered() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Connection holder = database.connect("fundstream_gateway")) {
      TestGateway gateway = TestGateway.start(database);
      String fund = fund(gateway);
      hold(holder, UUID.fromString(fund.substring(fund.lastIndexOf('/') + 1)));
      Future<HttpResponse<String>> inHand =
          threads.submit(() -> gateway.post(fund + "/drafts", DRAFT));
      await()
          .until(() ->
              gateway
                  .get("/metrics")
                  .body()
                  .lines()
                  .anyMatch(l -> l.matches("fundstream_log_waiting_commands.* 1\\.0")));
      Future<?> closing = threads.submit(gateway::close);
      await().pollDelay(Duration.ofMillis(500)).until(() -> !closing.isDone());
      holder.rollback();
      assertThat(inHand.get().statusCode()).isEqualTo(201);
      closing.get();
      assertThat(LogAudit.verify(database)).isEqualTo(2);
    }
  }

  private void writeUntilRefused(TestGateway gateway, String path, int writer) {
    for (int n = 0; ; n++) {
      String key = writer + "-" + n;
      try {
        HttpResponse<String> answer = gateway.post(path, DRAFT, "Idempotency-Key", key);
        told.add(new Told(path, key, answer.statusCode(), answer.body()));
        if (answer.statusCode() != 201) return;
      } catch (UncheckedIOException noAnswer) {
        told.add(new Told(path, key, 0, ""));
        return;
      }
    }
  }

  private static void hold(Connection holder, UUID key) throws Exception {
    holder.setAutoCommit(false);
    try (PreparedStatement lock =
        holder.prepareStatement("select 1 from event_store.head where id = ? for update")) {
      lock.setObject(1, key);
      lock.execute();
    }
  }

  private static String fund(TestGateway gateway) throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FundLifeTest.FUND);
    return "/v1/funds/" + new ObjectMapper().readTree(made.body()).get("id").asText();
  }
}
