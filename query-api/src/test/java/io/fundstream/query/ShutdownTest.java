package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What SIGTERM does, under load. */
class ShutdownTest {
  private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

  @Test
  void readers_are_answered_or_turned_away_waiters_are_told_and_streams_end_with_an_id()
      throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID id;
      try (ReadTables tables = new ReadTables(database)) {
        id = tables.put(ReadTables.fund("Alder", Instant.parse("2026-01-01T00:00:00Z"))).id();
      }
      Running query = Running.on(database);
      Listener listener = Listener.on(query, "/v1/events/stream", "");
      await().until(() -> !listener.lastId().isEmpty());
      String path = "/v1/funds/" + id;
      List<Future<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(
            readers.submit(() -> query.get(path + "?minVersion=9", "Prefer", "wait=10").status()));
      }
      for (int i = 0; i < 8; i++) readers.submit(() -> readUntilRefused(query, path));
      await().atMost(Duration.ofSeconds(60)).until(() -> statuses.size() > 500);
      long began = System.nanoTime();
      query.service().close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
      for (Future<Integer> one : waiting) assertThat(one.get()).isEqualTo(503);
      await().until(listener::ended);
      assertThat(listener.lastId()).isNotEmpty();
      assertThat(statuses).isSubsetOf(200, 503, 0);
      query.close();
    }
  }

  private void readUntilRefused(Running query, String path) {
    int status;
    do {
      try {
        status = query.get(path).status();
      } catch (UncheckedIOException noAnswer) {
        status = 0;
      }
      statuses.add(status);
    } while (status == 200);
  }
}
