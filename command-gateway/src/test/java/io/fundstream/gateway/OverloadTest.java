package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** More comes than can be done: the rest is turned away at once, what is taken is done soon. */
class OverloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Commands that may wait. */
  private static final int ROOM = 16;

  /** Callers do not wait for one another: so many come, whatever becomes of them. */
  private static final int COMING = 600;

  private static final int A_SECOND = 100;

  private record Answered(int status, boolean retryAfter, Duration took) {}

  @Test
  void what_is_too_much_is_turned_away_and_what_is_taken_stays_fast() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = start(database, 64L << 20)) {
      List<String> funds = new ArrayList<>();
      for (int i = 0; i < 20; i++) funds.add(fund(gateway));
      // The first requests of a JVM say nothing about those of a running service.
      for (int i = 0; i < 200; i++) gateway.post(funds.get(i % 20) + "/drafts", "{\"config\":{}}");
      slowDown(database);
      AtomicInteger mostWaiting = new AtomicInteger();
      List<Answered> answers = storm(gateway, funds, mostWaiting);

      List<Answered> taken = answers.stream().filter(a -> a.status == 201).toList();
      List<Answered> refused = answers.stream().filter(a -> a.status != 201).toList();
      System.out.printf(
          "%d came, %d were taken (95 of 100 within %d ms, slowest %d ms), %d turned away (95 of 100 within %d ms, slowest %d ms), most waiting %d%n",
          answers.size(),
          taken.size(),
          nineteenOfTwenty(taken).toMillis(),
          slowest(taken).toMillis(),
          refused.size(),
          nineteenOfTwenty(refused).toMillis(),
          slowest(refused).toMillis(),
          mostWaiting.get());
      assertThat(answers).hasSize(COMING);
      assertThat(refused).isNotEmpty().allMatch(a -> a.status == 429 && a.retryAfter);
      // Four a transaction of at least 200 ms, 16 waiting: about a second, and slack.
      assertThat(nineteenOfTwenty(taken)).isLessThan(Duration.ofSeconds(3));
      assertThat(slowest(taken)).isLessThan(Duration.ofSeconds(12));
      assertThat(taken).as("as much is done as without the rest").hasSizeGreaterThan(60);
      assertThat(mostWaiting).hasValueLessThanOrEqualTo(ROOM);
      assertThat(LogAudit.verify(database)).isEqualTo(funds.size() + 200 + taken.size());
      assertThat(gateway.post(funds.getFirst() + "/drafts", "{\"config\":{}}").statusCode())
          .isEqualTo(201);
    }
  }

  @Test
  void waiting_requests_are_bounded_by_their_bytes_too() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = start(database, 2 << 20)) {
      String fund = fund(gateway);
      slowDown(database);
      String large = "{\"config\":{\"x\":\"" + "y".repeat(200_000) + "\"}}";
      try (HttpClient client = HttpClient.newHttpClient()) {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          HttpRequest request = gateway.request("POST", fund + "/drafts", large).build();
          sent.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        List<Integer> statuses = sent.stream().map(s -> s.join().statusCode()).toList();
        assertThat(statuses).containsOnly(201, 429);
      }
      assertThat(gateway.post(fund + "/drafts", "{\"config\":{}}").statusCode()).isEqualTo(201);
    }
  }

  private static List<Answered> storm(
      TestGateway gateway, List<String> funds, AtomicInteger mostWaiting) throws Exception {
    List<CompletableFuture<Answered>> answers = new ArrayList<>();
    long began = System.nanoTime();
    try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        HttpClient client = HttpClient.newHttpClient()) {
      clock.scheduleWithFixedDelay(
          () -> mostWaiting.accumulateAndGet(waiting(gateway), Math::max),
          0,
          100,
          TimeUnit.MILLISECONDS);
      for (int i = 0; i < COMING; i++) {
        String path = funds.get(i % funds.size()) + "/drafts";
        HttpRequest request = gateway.request("POST", path, "{\"config\":{}}").build();
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        answers.add(answer);
        long due = began + i * 1_000_000_000L / A_SECOND - System.nanoTime();
        clock.schedule(() -> send(client, request, answer), due, TimeUnit.NANOSECONDS);
      }
      List<Answered> all = answers.stream().map(CompletableFuture::join).toList();
      clock.shutdownNow();
      return all;
    }
  }

  private static void send(
      HttpClient client, HttpRequest request, CompletableFuture<Answered> answer) {
    long sent = System.nanoTime();
    client
        .sendAsync(request, BodyHandlers.discarding())
        .whenComplete((response, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else {
            boolean told = response.headers().firstValue("Retry-After").isPresent();
            Duration took = Duration.ofNanos(System.nanoTime() - sent);
            answer.complete(new Answered(response.statusCode(), told, took));
          }
        });
  }

  private static int waiting(TestGateway gateway) {
    return gateway
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("fundstream_log_waiting_commands"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElseThrow();
  }

  private static Duration nineteenOfTwenty(List<Answered> answers) {
    return answers.stream()
        .map(Answered::took)
        .sorted()
        .skip(answers.size() * 19L / 20)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static Duration slowest(List<Answered> answers) {
    return answers.stream().map(Answered::took).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static TestGateway start(TestDatabase database, long maxWaitingBytes) {
    LogConfig d = LogConfig.defaults();
    LogConfig narrow =
        new LogConfig(
            1,
            1,
            4,
            d.maxBatchBytes(),
            ROOM,
            maxWaitingBytes,
            d.commandTimeout(),
            d.keyWait(),
            d.answersKept(),
            d.snapshotEvery(),
            d.cachedStreams());
    return TestGateway.start(database, narrow, Main.CONTEXTS);
  }

  /**
   * Every transaction takes 200 ms more, so that a slow machine overloads it and is not at its end.
   */
  private static void slowDown(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create function public.slow() returns trigger language plpgsql as
          $$ begin perform pg_sleep(0.2); return null; end $$
          """);
      statement.execute(
          """
          create trigger slow after insert on event_store.event_log
          for each statement execute function public.slow()
          """);
    }
  }

  private static String fund(TestGateway gateway) throws Exception {
    HttpResponse<String> made =
        await()
            .until(() -> gateway.post("/v1/funds", FundLifeTest.FUND), r -> r.statusCode() == 201);
    return "/v1/funds/" + JSON.readTree(made.body()).get("id").asText();
  }
}
