package io.fundstream.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Running;
import io.fundstream.query.database.Reads;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.metrics.Metrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waiting costs those who are not there yet. */
class FreshnessTest {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MANY = 100;

  private final Metrics metrics = Metrics.of("query");
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Counted gauge = new Counted();
  private TestDatabase database;
  private HikariDataSource pool;
  private Freshness freshness;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    pool = Databases.pool(Running.config(database).database(), metrics);
    freshness = with(PAUSE);
  }

  private Freshness with(Duration pause) {
    return new Freshness(
        new Reads(pool),
        new Reads(pool),
        pause,
        MANY,
        (thread, failure) -> {
          throw new AssertionError(failure);
        });
  }

  @AfterEach
  void close() throws SQLException {
    freshness.close();
    requests.close();
    pool.close();
    metrics.close();
    database.close();
  }

  @Test
  void those_who_come_do_not_make_all_others_be_looked_for_again() throws Exception {
    long began = System.nanoTime();
    waiting();
    someMoreLooks();
    long pauses = (System.nanoTime() - began) / PAUSE.toNanos();
    assertThat(gauge.common).hasValueBetween(1, (int) pauses + 2);
    gauge.reached = true;
  }

  @Test
  void a_look_that_takes_long_is_followed_by_a_longer_pause() throws Exception {
    freshness.close();
    freshness = with(Duration.ofMillis(2));
    gauge.seconds = 0.03;
    long began = System.nanoTime();
    waiting();
    someMoreLooks();
    long looks = (System.nanoTime() - began) / Duration.ofMillis(30 + 90).toNanos();
    assertThat(gauge.common).hasValueBetween(1, (int) looks + 2);
    gauge.reached = true;
  }

  @Test
  void a_look_that_takes_very_long_keeps_nobody_from_the_next() throws Exception {
    gauge.seconds = 1;
    List<Level> levels = List.of(new Level(gauge, UUID.randomUUID(), 1));
    Future<Boolean> waiting = requests.submit(() -> freshness.await(levels, LONGEST));
    await().atMost(LONGEST).until(() -> gauge.common.get() == 1);
    long began = System.nanoTime();
    gauge.seconds = 0;
    gauge.reached = true;
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void all_are_told_when_it_is_there() throws Exception {
    List<Future<Boolean>> waiting = waiting();
    gauge.reached = true;
    for (Future<Boolean> one : waiting) assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(freshness.waiting()).isZero();
  }

  @Test
  void who_comes_while_others_wait_does_not_look_for_itself() throws Exception {
    freshness.close();
    freshness = with(LONGEST);
    Future<Boolean> first = waitingOne();
    await().atMost(LONGEST).until(() -> gauge.common.get() == 1);
    List<Future<Boolean>> others = new ArrayList<>();
    for (int n = 1; n < MANY; n++) others.add(waitingOne());
    await().atMost(LONGEST).until(() -> freshness.waiting() == MANY);
    assertThat(gauge.own).hasValueBetween(0, 1);
    gauge.reached = true;
    freshness.news();
    others.add(first);
    for (Future<Boolean> one : others) assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void of_many_who_come_while_nobody_waits_one_looks_and_the_others_wait() throws Exception {
    freshness.close();
    freshness = with(LONGEST);
    nobodyWaits();
    gauge.ownSeconds = 1;
    List<Future<Boolean>> all = new ArrayList<>();
    for (int n = 0; n < MANY; n++) all.add(waitingOne());
    await().atMost(LONGEST).until(() -> freshness.waiting() == MANY);
    assertThat(gauge.own).hasValue(1);
    gauge.reached = true;
    freshness.news();
    for (Future<Boolean> one : all) assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void news_end_the_pause_of_those_who_wait() throws Exception {
    freshness.close();
    freshness = with(LONGEST);
    Future<Boolean> waiting = waitingOne();
    await().atMost(LONGEST).until(() -> gauge.common.get() == 1);
    freshness.news();
    await().atMost(LONGEST).until(() -> gauge.common.get() == 2);
    gauge.reached = true;
    freshness.news();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Who comes then looks for itself. */
  private void nobodyWaits() {
    gauge.reached = true;
    await().atMost(LONGEST).until(() -> waitingOne().get() && gauge.own.get() > 0);
    gauge.own.set(0);
    gauge.reached = false;
  }

  private Future<Boolean> waitingOne() {
    List<Level> levels = List.of(new Level(gauge, UUID.randomUUID(), 1));
    return requests.submit(() -> freshness.await(levels, LONGEST.multipliedBy(2)));
  }

  private void someMoreLooks() {
    int now = gauge.common.get();
    await().atMost(Duration.ofSeconds(60)).until(() -> gauge.common.get() >= now + 5);
  }

  /** Requests for a key of their own each, one after the other. */
  private List<Future<Boolean>> waiting() {
    List<Future<Boolean>> waiting = new ArrayList<>();
    for (int n = 1; n <= MANY; n++) {
      List<Level> levels = List.of(new Level(gauge, UUID.randomUUID(), 1));
      waiting.add(requests.submit(() -> freshness.await(levels, LONGEST)));
      int expected = n;
      await()
          .atMost(LONGEST)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> freshness.waiting() == expected || gauge.reached);
    }
    return waiting;
  }

  /** Counts the looks of the poller; a request's own first look is not one. */
  private static final class Counted implements Gauge {
    private final AtomicInteger common = new AtomicInteger();
    private final AtomicInteger own = new AtomicInteger();
    private final Set<Thread> pollers = ConcurrentHashMap.newKeySet();
    private volatile boolean reached;
    private volatile double seconds;
    private volatile double ownSeconds;

    @Override
    public Map<UUID, Long> read(Connection connection, Set<UUID> keys) throws SQLException {
      boolean there = reached;
      if (Thread.currentThread().isVirtual()) {
        own.incrementAndGet();
        sleep(connection, ownSeconds);
      } else {
        pollers.add(Thread.currentThread());
        assertThat(pollers).hasSize(1);
        common.incrementAndGet();
        sleep(connection, seconds);
      }
      return there ? keys.stream().collect(Collectors.toMap(key -> key, key -> 1L)) : Map.of();
    }

    private static void sleep(Connection connection, double seconds) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_sleep(" + seconds + ")");
      }
    }
  }
}
