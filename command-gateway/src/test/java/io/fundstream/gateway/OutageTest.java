package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.gateway.log.LogConfig;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The database goes away, breaks connections, or is busy: callers are told, nothing is lost. */
class OutageTest {
  /** Between two rounds of kills, milliseconds. */
  private static final int SHORTEST_PAUSE = 30;

  private static final int LONGEST_PAUSE = 2_000;

  @Test
  void while_the_database_is_down_callers_are_told_at_once_and_afterwards_served()
      throws Exception {
    try (TestServer server = TestServer.fresh();
        TestDatabase database = server.database();
        TestGateway gateway = TestGateway.start(database)) {
      String fund = fund(gateway);
      server.postgres().stop();
      await()
          .until(() ->
              LongStream.generate(() -> refusedWithin(gateway, fund))
                  .limit(10)
                  .allMatch(took -> took < 50));
      // For longer than a connection is waited for: no caller may be made to try.
      long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      List<Long> took = new ArrayList<>();
      while (System.nanoTime() < until) took.add(refusedWithin(gateway, fund));
      took.sort(null);
      System.out.printf(
          "database down: %d refusals, half within %d ms, slowest %d ms%n",
          took.size(), took.get(took.size() / 2), took.getLast());
      assertThat(took.get(took.size() * 95 / 100)).isLessThan(50);
      assertThat(took.getLast()).isLessThan(1_000);
      assertThat(gateway.get("/healthz").statusCode()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503));
      server.postgres().start();
      await()
          .untilAsserted(() ->
              assertThat(gateway.post(fund + "/publications", "{}").statusCode()).isEqualTo(409));
      assertThat(gateway.post(fund + "/drafts", "{\"config\":{}}").statusCode()).isEqualTo(201);
      await().untilAsserted(() -> assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200));
    }
  }

  private static long refusedWithin(TestGateway gateway, String fund) {
    long began = System.nanoTime();
    HttpResponse<String> answer = gateway.post(fund + "/drafts", "{\"config\":{}}");
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    return took;
  }

  @Test
  void connections_killed_at_any_moment_lose_nothing_and_repeat_nothing() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway = TestGateway.start(database);
        Connection killer = database.connect(database.superuser());
        ExecutorService threads = Executors.newFixedThreadPool(9)) {
      String fund = fund(gateway);
      AtomicInteger accepted = new AtomicInteger();
      AtomicBoolean done = new AtomicBoolean();
      Future<Integer> kills = threads.submit(() -> kill(killer, accepted, done));
      try {
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
          int writer = w;
          writers.add(threads.submit(() -> write(gateway, fund, writer, accepted)));
        }
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        // Who kills ends when told to, and threads are waited for, also when a writer failed.
        done.set(true);
      }
      assertThat(kills.get()).as("kills").isPositive();
      assertThat(LogAudit.verify(database)).isEqualTo(1 + 8 * 25);
    }
  }

  private static void write(TestGateway gateway, String fund, int writer, AtomicInteger accepted) {
    for (int n = 0; n < 25; n++) {
      String key = writer + "-" + n;
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              gateway.post(fund + "/drafts", "{\"config\":{}}", "Idempotency-Key", key).statusCode()
                  == 201);
      accepted.incrementAndGet();
    }
  }

  /**
   * Kills what works, again and again. After each time that let nothing through it waits for
   * longer: where a transaction takes more than the pause, none would ever end.
   */
  private static int kill(Connection killer, AtomicInteger accepted, AtomicBoolean done)
      throws Exception {
    int kills = 0;
    int before = 0;
    int pause = SHORTEST_PAUSE;
    try (Statement statement = killer.createStatement()) {
      while (!done.get()) {
        try (var row =
            statement.executeQuery(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                 where application_name = 'fundstream-gateway' and datname = current_database()
                   and state <> 'idle'\
                """)) {
          row.next();
          kills += row.getInt(1);
        }
        statement.execute("select pg_sleep(%d / 1000.0)".formatted(pause));
        int now = accepted.get();
        pause = now > before ? SHORTEST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
        before = now;
      }
    }
    return kills;
  }

  @Test
  void a_full_queue_is_429_with_retry_after() throws Exception {
    LogConfig d = LogConfig.defaults();
    LogConfig narrow =
        new LogConfig(
            1,
            1,
            8,
            d.maxBatchBytes(),
            4,
            d.maxWaitingBytes(),
            d.commandTimeout(),
            d.keyWait(),
            d.answersKept(),
            d.snapshotEvery(),
            d.cachedStreams());
    try (TestDatabase database = TestDatabase.fresh();
        TestGateway gateway =
            TestGateway.start(TestGateway.config(database.url(), database, narrow));
        ExecutorService threads = Executors.newFixedThreadPool(12)) {
      String fund = fund(gateway);
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      try (Connection holder = held(database, UUID.fromString(fund.substring(10)))) {
        for (int i = 0; i < 12; i++) {
          answers.add(threads.submit(() -> gateway.post(fund + "/drafts", "{\"config\":{}}")));
        }
        await().untilAsserted(() -> assertThat(answers.stream().filter(Future::isDone)).hasSize(8));
        holder.rollback();
      }
      int turnedAway = 0;
      for (Future<HttpResponse<String>> answer : answers) {
        HttpResponse<String> it = answer.get();
        if (it.statusCode() == 429) {
          turnedAway++;
          assertThat(it.headers().firstValue("Retry-After")).hasValue("1");
        } else {
          assertThat(it.statusCode()).isEqualTo(201);
        }
      }
      assertThat(turnedAway).isEqualTo(8);
      assertThat(LogAudit.verify(database)).isEqualTo(1 + 4);
    }
  }

  private static Connection held(TestDatabase database, UUID key) throws Exception {
    Connection connection = database.connect("fundstream_gateway");
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from event_store.head where id = ? for update")) {
      lock.setObject(1, key);
      lock.execute();
    }
    return connection;
  }

  private static String fund(TestGateway gateway) throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FundLifeTest.FUND);
    return "/v1/funds/" + new ObjectMapper().readTree(made.body()).get("id").asText();
  }
}
