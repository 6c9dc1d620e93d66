package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every connection is lent and none comes back soon: readers are told so, and nothing is broken.
 */
class PoolUsedUpTest {
  private record Timed(Running.Answer answer, Duration took) {}

  @Test
  void while_every_connection_is_stuck_readers_are_told_to_come_back_and_then_served()
      throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        Running query = Running.on(database);
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID id;
      try (ReadTables tables = new ReadTables(database)) {
        id = tables.put(ReadTables.fund("Alder", Instant.parse("2026-01-01T00:00:00Z"))).id();
      }
      String path = "/v1/funds/" + id;
      await().until(() -> query.get(path).status() == 200);
      List<Future<Timed>> asked = new ArrayList<>();
      try (Connection holder = database.connect(database.superuser())) {
        holder.setAutoCommit(false);
        holder.createStatement().execute("lock table read_model.fund_v1 in access exclusive mode");
        for (int i = 0; i < 50; i++) {
          asked.add(readers.submit(() -> timed(query, path)));
          asked.add(readers.submit(() -> timed(query, "/v1/funds")));
        }
        for (Future<Timed> one : asked) {
          Timed answer = one.get();
          assertThat(answer.answer.status()).isEqualTo(503);
          assertThat(answer.answer.header("Retry-After")).isNotEmpty();
          assertThat(answer.took).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(query.get("/healthz").status()).isEqualTo(200);
        holder.rollback();
      }
      await().until(() -> query.get(path).status() == 200);
    }
  }

  private static Timed timed(Running query, String path) {
    long began = System.nanoTime();
    Running.Answer answer = query.get(path);
    return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
  }
}
