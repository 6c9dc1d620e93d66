package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {
  private TestDatabase database;
  private ReadTables tables;
  private Running query;

  @BeforeEach
  void start() throws SQLException {
    database = TestDatabase.fresh();
    tables = new ReadTables(database);
    query = Running.on(database);
  }

  @AfterEach
  void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  @Test
  void the_order_is_the_same_whatever_the_size_of_the_pages() throws SQLException {
    long seed = System.nanoTime();
    for (int part = 0; part < 4; part++) {
      try (FeedWriter fund = new FeedWriter(database, "fund", part, seed + part);
          FeedWriter other = new FeedWriter(database, "pledge", part, seed + 10 + part)) {
        fund.batch(30);
        other.batch(30);
      }
    }
    List<String> whole = walk("/v1/events?limit=200");
    assertThat(whole).as("seed %d", seed).doesNotHaveDuplicates();
    for (int limit : new int[] {1, 3, 50}) {
      assertThat(walk("/v1/events?limit=" + limit)).as("seed %d", seed).isEqualTo(whole);
    }
    List<String> parts = new ArrayList<>(walk("/v1/events?context=fund&limit=7"));
    parts.addAll(walk("/v1/events?context=pledge&limit=7"));
    assertThat(parts).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(whole);
  }

  @Test
  void nothing_is_lost_or_repeated_while_several_write() throws Exception {
    long seed = System.nanoTime();
    AtomicInteger written = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      FeedWriter writer = new FeedWriter(database, i < 3 ? "fund" : "pledge", i, seed + i);
      writers.add(Thread.ofPlatform().start(() -> write(writer, written)));
    }
    Map<String, Long> last = new HashMap<>();
    Random random = new Random(seed);
    String cursor = "";
    int read = 0;
    boolean over = false;
    while (!over) {
      over = writers.stream().noneMatch(Thread::isAlive);
      String next;
      do {
        Running.Answer page =
            query.get(
                "/v1/events?limit="
                    + (1 + random.nextInt(40))
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        for (JsonNode item : page.json().path("items")) {
          inOrder(seed, last, item);
          read++;
        }
        cursor = page.header("Fundstream-Cursor");
        next = page.next();
      } while (!next.isEmpty());
    }
    assertThat(read).as("seed %d", seed).isEqualTo(written.get());
  }

  private static void inOrder(long seed, Map<String, Long> last, JsonNode item) {
    String[] position = item.path("position").asText().split(":", -1);
    long seq = Long.parseLong(position[1]);
    assertThat(seq)
        .as("seed %d, key %s", seed, position[0])
        .isEqualTo(last.getOrDefault(position[0], 0L) + 1);
    last.put(position[0], seq);
  }

  private static void write(FeedWriter writer, AtomicInteger written) {
    try (writer) {
      for (int batch = 0; batch < 40; batch++) {
        written.addAndGet(writer.batch(12));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_feed_stops_before_an_event_that_still_waits_for_its_turn() throws SQLException {
    UUID first = event(0, 1);
    // Offset 1 waits for its key's earlier seq in another topic; offset 2 of another key does not.
    UUID third = event(2, 1);
    tables.applied("fundstream.fund", 0, 1);
    Running.Answer page = query.get("/v1/events");
    assertThat(FundListTest.texts(page, "eventId")).containsExactly(first.toString());
    UUID second = event(1, 2);
    tables.applied("fundstream.fund", 0, 3);
    Running.Answer next = query.get("/v1/events?cursor=" + page.header("Fundstream-Cursor"));
    assertThat(FundListTest.texts(next, "eventId"))
        .containsExactly(second.toString(), third.toString());
  }

  @Test
  void one_stream_is_found_without_the_others() throws SQLException {
    long seed = System.nanoTime();
    List<UUID> keys = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      try (FeedWriter writer = new FeedWriter(database, "fund", part, seed + part)) {
        keys.add(writer.key());
        for (int i = 0; i < 10; i++) {
          writer.batch(3);
        }
      }
    }
    String path = "/v1/events?limit=5&streamId=" + keys.get(1);
    List<String> versions = new ArrayList<>();
    String cursor = "";
    do {
      Running.Answer page = query.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      versions.addAll(FundListTest.texts(page, "version"));
      cursor = page.next();
    } while (!cursor.isEmpty());
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions.get(i)).as("seed %d", seed).isEqualTo(Integer.toString(i + 1));
    }
    assertThat(versions).hasSizeGreaterThan(9);
  }

  @Test
  void a_cursor_of_an_earlier_filling_is_gone() throws SQLException {
    event(0, 1);
    String cursor = query.get("/v1/events").header("Fundstream-Cursor");
    tables.execute("update read_model.projection set generation = gen_random_uuid()");
    Running.Answer answer = query.get("/v1/events?cursor=" + cursor);
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.slug()).isEqualTo("feed-reset");
    assertThat(query.get("/v1/events").json().path("items")).hasSize(1);
  }

  @Test
  void a_trail_is_the_fund_s_events_in_either_direction_and_its_payload_is_untouched()
      throws SQLException {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    ReadTables.Fund fund = tables.put(ReadTables.fund("Alder", at));
    for (int i = 1; i <= 5; i++) {
      tables.put(
          new ReadTables.Event(
              UUID.randomUUID(),
              "fund",
              fund.id(),
              i,
              fund.id(),
              i,
              0,
              i,
              at.plusSeconds(i),
              "{\"b\":1.50, \"a\":\n \"x\"}"));
    }
    String path = "/v1/funds/" + fund.id() + "/events?limit=2";
    assertThat(walkVersions(path)).containsExactly("1", "2", "3", "4", "5");
    assertThat(walkVersions(path + "&sort=-recordedAt")).containsExactly("5", "4", "3", "2", "1");
    assertThat(query.get(path).text()).contains("\"payload\":{\"b\":1.50, \"a\":\n \"x\"}");
    assertThat(query.get(path, "Accept", "text/csv").text())
        .startsWith("eventId,context,type,streamId,version,position,tenant,actor,correlationId,");
  }

  @Test
  void configurations_are_answered_with_the_bytes_that_were_saved() throws SQLException {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    ReadTables.Fund fund = tables.put(ReadTables.fund("Alder", at).version(7, at));
    String config = "{ \"b\" : 1.10,\n\t\"a\":\"\\u00e9 é\", \"a2\" : 1e2 }";
    tables.config(fund.id(), 1, "{}", at.plusSeconds(2), at);
    tables.config(fund.id(), 2, config, null, at.plusSeconds(1));
    Running.Answer one = query.get("/v1/funds/" + fund.id() + "/configs/2");
    assertThat(one.text())
        .isEqualTo(
            "{\"configVersion\":2,\"config\":"
                + config
                + ",\"status\":\"DRAFT\",\"createdAt\":\"2026-01-01T00:00:01.000000Z\",\"publishedAt\":null}");
    assertThat(one.header("ETag")).isEqualTo("\"7\"");
    Running.Answer list = query.get("/v1/funds/" + fund.id() + "/configs");
    assertThat(FundListTest.texts(list, "status")).containsExactly("PUBLISHED", "DRAFT");
    assertThat(list.text()).contains(config);
    assertThat(query.get("/v1/funds/" + fund.id() + "/configs/3").status()).isEqualTo(404);
  }

  @Test
  void a_page_of_large_configurations_is_short_and_goes_on() throws SQLException {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    ReadTables.Fund fund = tables.put(ReadTables.fund("Alder", at));
    String large = "{\"x\":\"" + "y".repeat(250_000) + "\"}";
    for (int i = 1; i <= 40; i++) {
      tables.config(fund.id(), i, large, null, at);
    }
    String path = "/v1/funds/" + fund.id() + "/configs?limit=200";
    Running.Answer page = query.get(path);
    assertThat(page.json().path("items")).hasSizeBetween(10, 20);
    assertThat(page.response().body().length).isLessThan(5_000_000);
    List<String> versions = new ArrayList<>(FundListTest.texts(page, "configVersion"));
    while (!page.next().isEmpty()) {
      page = query.get(path + "&cursor=" + page.next());
      versions.addAll(FundListTest.texts(page, "configVersion"));
    }
    assertThat(versions).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void activities_come_newest_first_and_page_by_cursor() throws SQLException {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    UUID fund = UUID.randomUUID();
    for (int i = 1; i <= 9; i++) {
      UUID of = i % 3 == 0 ? UUID.randomUUID() : fund;
      tables.activity(UUID.randomUUID(), of, "Activity " + i, at.plusSeconds(i / 2), i);
    }
    List<String> all = new ArrayList<>();
    Running.Answer page = query.get("/v1/activities?limit=2");
    all.addAll(FundListTest.texts(page, "recordedAt"));
    while (!page.next().isEmpty()) {
      page = query.get("/v1/activities?limit=2&cursor=" + page.next());
      all.addAll(FundListTest.texts(page, "recordedAt"));
    }
    assertThat(all).hasSize(9).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(query.get("/v1/activities?fundId=" + fund).json().path("items")).hasSize(6);
    assertThat(query.get("/v1/activities?fundId=" + UUID.randomUUID()).json().path("items"))
        .isEmpty();
  }

  private UUID event(long offset, long seq) throws SQLException {
    UUID key = UUID.randomUUID();
    Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(offset);
    UUID id = UUID.randomUUID();
    tables.put(
        new ReadTables.Event(id, "fund", key, (int) seq, key, seq, 0, offset, at, "{\"n\":1}"));
    return id;
  }

  private List<String> walk(String path) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      Running.Answer page = query.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      ids.addAll(FundListTest.texts(page, "eventId"));
      cursor = page.next();
    } while (!cursor.isEmpty());
    return ids;
  }

  private List<String> walkVersions(String path) {
    List<String> versions = new ArrayList<>();
    String cursor = "";
    do {
      Running.Answer page = query.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      versions.addAll(FundListTest.texts(page, "version"));
      cursor = page.next();
    } while (!cursor.isEmpty());
    return versions;
  }
}
