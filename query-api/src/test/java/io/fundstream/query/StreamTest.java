package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.event.FeedLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static final String STREAM = "/v1/events/stream";
  private static final FeedLimits SMALL =
      new FeedLimits(
          2, 50, 1 << 20, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(300));

  private TestDatabase database;
  private Running query;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    query = Running.on(database);
  }

  @AfterEach
  void stop() throws SQLException {
    query.close();
    database.close();
  }

  @Test
  void without_a_cursor_a_stream_starts_now() throws Exception {
    try (FeedWriter writer = new FeedWriter(database, "fund", 3, 1);
        Listener listener = listening(writer, STREAM)) {
      writer.event("{\"new\":\r\n true}");
      await().until(() -> listener.events().size() == 1);
      Listener.Event event = listener.events().getFirst();
      assertThat(event.type()).isEqualTo("FundTermsAmended");
      assertThat(event.json().path("payload").path("new").asBoolean()).isTrue();
      Running.Answer page = query.get("/v1/events?limit=200");
      assertThat(event.json())
          .isEqualTo(page.json().path("items").get(page.json().path("items").size() - 1));
      assertThat(query.get("/v1/events?cursor=" + event.id()).json().path("items")).isEmpty();
    }
  }

  private Listener listening(FeedWriter writer, String path) throws Exception {
    writer.batch(5);
    Listener listener = Listener.on(query, path, "");
    await().until(() -> !listener.lastId().isEmpty());
    assertThat(listener.status()).contains("200");
    return listener;
  }

  @Test
  void a_cursor_of_the_list_goes_on_as_a_stream_with_everything_after_it() throws Exception {
    try (FeedWriter writer = new FeedWriter(database, "fund", 3, 2)) {
      int before = writer.batch(20) + writer.batch(20);
      String cursor = query.get("/v1/events?limit=1").header("Fundstream-Cursor");
      try (Listener listener = Listener.on(query, STREAM + "?cursor=" + cursor, "")) {
        await().until(() -> listener.events().size() == before - 1);
        int after = writer.batch(20);
        await().until(() -> listener.events().size() == before - 1 + after);
      }
    }
  }

  @Test
  void readers_that_come_back_by_their_last_id_miss_nothing_and_see_nothing_twice()
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicInteger written = new AtomicInteger();
    String start;
    try (Listener first = Listener.on(query, STREAM, "")) {
      await().until(() -> !first.lastId().isEmpty());
      start = first.lastId();
    }
    List<Thread> writers = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      FeedWriter writer = new FeedWriter(database, part < 2 ? "fund" : "pledge", part, seed + part);
      writers.add(Thread.ofPlatform().start(() -> write(writer, written)));
    }
    Map<String, Long> last = new HashMap<>();
    AtomicInteger read = new AtomicInteger();
    String id = start;
    int connections = 0;
    do {
      try (Listener listener = Listener.on(query, STREAM, id)) {
        int some = 1 + random.nextInt(60);
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() ->
                listener.events().size() >= some
                    || read.get() + listener.events().size() == written.get()
                        && writers.stream().noneMatch(Thread::isAlive));
        // Of what came it takes no more than it asked for: what is left over has to come again.
        List<Listener.Event> events = listener.events().stream().limit(some).toList();
        for (Listener.Event event : events) {
          String[] position = event.json().path("position").asText().split(":", -1);
          assertThat(Long.parseLong(position[1]))
              .as("seed %d", seed)
              .isEqualTo(last.merge(position[0], 1L, Long::sum));
        }
        read.addAndGet(events.size());
        id = events.isEmpty() ? id : events.getLast().id();
        connections++;
      }
    } while (read.get() < written.get() || writers.stream().anyMatch(Thread::isAlive));
    assertThat(read.get()).as("seed %d", seed).isEqualTo(written.get());
    assertThat(connections).isGreaterThan(5);
  }

  private static void write(FeedWriter writer, AtomicInteger written) {
    try (writer) {
      for (int batch = 0; batch < 30; batch++) {
        written.addAndGet(writer.batch(10));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_stream_of_one_context_or_one_stream_has_nothing_else() throws Exception {
    try (FeedWriter fund = new FeedWriter(database, "fund", 1, 3);
        FeedWriter other = new FeedWriter(database, "pledge", 1, 4);
        Listener context = listening(fund, STREAM + "?context=pledge");
        Listener stream = listening(fund, STREAM + "?streamId=" + fund.key())) {
      int ofFund = fund.batch(9);
      int ofOther = other.batch(9);
      await().until(() -> context.events().size() == ofOther);
      // The batch of listening() to the second came while the first was open: not its context.
      await().until(() -> stream.events().size() == ofFund);
      assertThat(context.events()).allMatch(e -> e.data().contains("\"context\":\"pledge\""));
      assertThat(stream.events()).allMatch(e -> e.data().contains(fund.key().toString()));
    }
  }

  @Test
  void a_feed_that_is_filled_anew_is_told_and_sent_again_from_its_beginning() throws Exception {
    try (FeedWriter writer = new FeedWriter(database, "fund", 3, 5);
        ReadTables tables = new ReadTables(database);
        Listener live = listening(writer, STREAM)) {
      String old = live.lastId();
      tables.execute("update read_model.projection set generation = gen_random_uuid()");
      int all = query.get("/v1/events?limit=200").json().path("items").size();
      await().until(() -> live.events().size() == all + 1);
      assertThat(live.events().getFirst().type()).isEqualTo("reset");
      try (Listener back = Listener.on(query, STREAM, old)) {
        await().until(() -> back.events().size() == all + 1);
        assertThat(back.events().getFirst().type()).isEqualTo("reset");
        String after = back.events().getFirst().id();
        assertThat(query.get("/v1/events?cursor=" + after).json().path("items")).hasSize(all);
      }
    }
  }

  @Test
  void a_slow_reader_is_cut_off_and_goes_on_from_its_last_id() throws Exception {
    query.close();
    query = Running.on(database, 10, SMALL);
    int written = 0;
    try (FeedWriter writer = new FeedWriter(database, "fund", 3, 6);
        Listener slow = Listener.silent(query, STREAM);
        Listener fast = Listener.on(query, STREAM, "")) {
      await().until(() -> !fast.lastId().isEmpty() && open() == 2);
      String large = "{\"x\":\"" + "y".repeat(200_000) + "\"}";
      while (open() == 2 && written < 400) {
        writer.event(large);
        written++;
        int now = written;
        await().until(() -> fast.events().size() == now);
      }
      assertThat(open()).isEqualTo(1);
      assertThat(query.get("/metrics").text()).contains("fundstream_streams_cut_off_total{");
      slow.read();
      await().until(slow::ended);
      int got = slow.events().size();
      int all = written;
      assertThat(got).isLessThan(all);
      try (Listener back = Listener.on(query, STREAM, slow.lastId())) {
        await().until(() -> got + back.events().size() == all);
        if (got > 0) {
          assertThat(back.events().getFirst().json().path("version").asInt()).isEqualTo(got + 1);
        }
      }
    }
  }

  @Test
  void streams_are_bounded_and_a_silent_one_gets_comments() throws Exception {
    query.close();
    query = Running.on(database, 10, SMALL);
    try (Listener one = Listener.on(query, STREAM, "");
        Listener two = Listener.on(query, STREAM, "")) {
      await().until(() -> one.comments().size() >= 2 && two.comments().size() >= 2);
      Running.Answer third = query.get(STREAM);
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.slug()).isEqualTo("too-many-streams");
      assertThat(third.header("Retry-After")).isNotEmpty();
    }
    await().until(() -> open() == 0);
    try (Listener again = Listener.on(query, STREAM, "")) {
      await().until(() -> again.status().contains("200"));
    }
  }

  @Test
  void while_nobody_listens_the_database_is_left_alone() throws Exception {
    query.close();
    // A reader that has gone is noticed when the next comment is written.
    query = Running.on(database, 10, SMALL);
    try (FeedWriter writer = new FeedWriter(database, "fund", 3, 7)) {
      try (Listener listener = listening(writer, STREAM)) {
        assertThat(listener.events()).isEmpty();
      }
      await().until(() -> open() == 0);
      // A look at the end of a pause that had begun before is the last.
      await().during(Duration.ofMillis(500)).until(() -> quietFor(Duration.ofMillis(400)));
    }
  }

  /** The sessions of the service have been idle that long. */
  private boolean quietFor(Duration time) throws SQLException {
    try (var connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(max(state_change) < clock_timestamp() - interval '%d ms', true)"
                        .formatted(time.toMillis())
                    + " from pg_stat_activity where usename = 'fundstream_query'"
                    + " and datname = current_database()")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  @Test
  void closing_the_service_ends_every_stream_at_once() throws Exception {
    try (Listener listener = Listener.on(query, STREAM, "")) {
      await().until(() -> !listener.lastId().isEmpty());
      long began = System.nanoTime();
      query.service().close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      await().until(listener::ended);
    }
  }

  private int open() {
    return query
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("fundstream_streams_open"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
