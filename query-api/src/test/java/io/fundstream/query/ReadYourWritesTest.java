package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.ReadTables.Fund;
import io.fundstream.query.event.FeedLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadYourWritesTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MAX_WAITING = 30;

  private static TestDatabase database;
  private static ReadTables tables;
  private static Running query;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    tables = new ReadTables(database);
    query = Running.on(database, MAX_WAITING, FeedLimits.DEFAULT);
  }

  @AfterAll
  static void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  @Test
  void a_read_waits_until_its_position_has_been_applied() throws SQLException {
    Fund fund = ReadTables.fund("Alder", AT);
    CompletableFuture<Running.Answer> answer =
        later("/v1/funds/" + fund.id() + "?minPosition=" + fund.id() + ":1", "Prefer", "wait=10");
    await().until(() -> waiting() == 1);
    tables.put(fund);
    tables.progress("fund-v1", fund.id(), 1);
    Running.Answer read = answer.join();
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Preference-Applied")).isEqualTo("wait=10");
    await().until(() -> waiting() == 0);
  }

  @Test
  void the_header_means_the_same_as_the_parameter() throws SQLException {
    Fund fund = tables.put(ReadTables.fund("Alder", AT));
    tables.progress("fund-v1", fund.id(), 3);
    String path = "/v1/funds/" + fund.id();
    assertThat(query.get(path, "Fundstream-Position", fund.id() + ":3").status()).isEqualTo(200);
    assertThat(query.get(path, "Fundstream-Position", fund.id() + ":4", "Prefer", "wait=0").slug())
        .isEqualTo("read-model-behind");
  }

  @Test
  void a_version_is_waited_for_and_so_is_a_fund_that_is_not_there_yet() throws SQLException {
    Fund fund = ReadTables.fund("Alder", AT);
    CompletableFuture<Running.Answer> first = later("/v1/funds/" + fund.id() + "?minVersion=1");
    CompletableFuture<Running.Answer> second =
        later("/v1/funds/" + fund.id() + "?minVersion=2", "Prefer", "wait=10");
    await().until(() -> waiting() == 2);
    Fund put = tables.put(fund);
    assertThat(first.join().json().path("version").asInt()).isEqualTo(1);
    assertThat(second).isNotDone();
    tables.put(put.version(2, AT.plusSeconds(1)));
    assertThat(second.join().json().path("version").asInt()).isEqualTo(2);
    assertThat(query.get("/v1/funds/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void who_waits_in_vain_is_told_when_to_come_back() {
    UUID id = UUID.randomUUID();
    long began = System.nanoTime();
    Running.Answer answer =
        query.get("/v1/funds/" + id + "?minPosition=" + id + ":1", "Prefer", "wait=1");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.slug()).isEqualTo("read-model-behind");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(took).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
  }

  @Test
  void every_read_waits_for_the_projections_that_it_uses() throws SQLException {
    Fund fund = tables.put(ReadTables.fund("Alder", AT));
    tables.progress("fund-v1", fund.id(), 5);
    tables.progress("event-v1", fund.id(), 4);
    tables.progress("activity-v1", fund.id(), 3);
    String at = "?minPosition=" + fund.id() + ":";
    for (String path : List.of("/v1/funds", "/v1/funds/" + fund.id() + "/configs")) {
      assertThat(fresh(path + at + 5)).as(path).isTrue();
      assertThat(fresh(path + at + 6)).as(path).isFalse();
    }
    for (String path : List.of("/v1/events", "/v1/funds/" + fund.id() + "/events")) {
      assertThat(fresh(path + at + 4)).as(path).isTrue();
      assertThat(fresh(path + at + 5)).as(path).isFalse();
    }
    assertThat(fresh("/v1/activities" + at + 3)).isTrue();
    assertThat(fresh("/v1/activities" + at + 4)).isFalse();
  }

  @Test
  void a_position_of_another_key_is_waited_for_all_the_same() throws SQLException {
    Fund fund = tables.put(ReadTables.fund("Alder", AT));
    UUID other = UUID.randomUUID();
    String path = "/v1/funds/" + fund.id() + "?minPosition=" + other + ":2";
    assertThat(fresh(path)).isFalse();
    tables.progress("fund-v1", other, 2);
    assertThat(fresh(path)).isTrue();
  }

  @Test
  void waiters_are_bounded_and_hold_no_connection() throws SQLException {
    UUID id = UUID.randomUUID();
    List<CompletableFuture<Running.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < MAX_WAITING; i++) {
      answers.add(later("/v1/funds?minPosition=" + id + ":1", "Prefer", "wait=10"));
    }
    await().until(() -> waiting() == MAX_WAITING);
    assertThat(sessions()).isLessThan(MAX_WAITING);
    Running.Answer tooMany = query.get("/v1/funds?minPosition=" + id + ":1", "Prefer", "wait=10");
    assertThat(tooMany.slug()).isEqualTo("read-model-behind");
    assertThat(query.get("/v1/funds?limit=1").status()).isEqualTo(200);
    tables.progress("fund-v1", id, 1);
    answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
  }

  private static boolean fresh(String path) {
    Running.Answer answer = query.get(path, "Prefer", "wait=0");
    assertThat(answer.status()).as(answer.text()).isIn(200, 503);
    return answer.status() == 200;
  }

  private static CompletableFuture<Running.Answer> later(String path, String... headers) {
    return CompletableFuture.supplyAsync(
        () -> query.get(path, headers), task -> Thread.ofVirtual().start(task));
  }

  private static int waiting() {
    return query
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("fundstream_freshness_waiting"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Sessions of the service that the database sees. */
  private static int sessions() throws SQLException {
    try (var connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where usename = 'fundstream_query'"
                    + " and datname = current_database()")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
