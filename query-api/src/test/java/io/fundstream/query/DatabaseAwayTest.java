package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
  @Test
  void without_the_database_the_answer_is_503_at_once_and_all_comes_back_with_it()
      throws Exception {
    try (TestServer server = TestServer.fresh();
        TestDatabase database = server.database();
        Running query = Running.on(database);
        Listener listener = Listener.on(query, "/v1/events/stream", "")) {
      UUID id;
      try (ReadTables tables = new ReadTables(database)) {
        id = tables.put(ReadTables.fund("Alder", Instant.parse("2026-01-01T00:00:00Z"))).id();
      }
      await().until(() -> !listener.lastId().isEmpty());
      assertThat(query.get("/v1/funds/" + id).status()).isEqualTo(200);
      CompletableFuture<Running.Answer> waiting =
          CompletableFuture.supplyAsync(
              () -> query.get("/v1/funds/" + id + "?minVersion=9", "Prefer", "wait=10"),
              task -> Thread.ofVirtual().start(task));
      server.postgres().kill();
      // The first few find out; from then on nobody is kept waiting.
      await().until(() -> query.get("/v1/funds").status() == 503);
      await()
          .until(() ->
              Stream.generate(() -> took(query, "/v1/funds"))
                  .limit(10)
                  .allMatch(took -> took.compareTo(Duration.ofMillis(50)) < 0));
      long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      List<Duration> all = new ArrayList<>();
      while (System.nanoTime() < until) all.add(took(query, "/v1/funds/" + id));
      all.sort(null);
      assertThat(all.get(all.size() * 95 / 100)).isLessThan(Duration.ofMillis(50));
      assertThat(all.getLast()).isLessThan(Duration.ofSeconds(1));
      assertThat(query.get("/v1/funds").header("Retry-After")).isNotEmpty();
      assertThat(query.get("/v1/events/stream").status()).isEqualTo(503);
      assertThat(waiting.join().status()).isEqualTo(503);
      await().until(() -> query.get("/readyz").status() == 503);
      assertThat(query.get("/healthz").status()).isEqualTo(200);
      server.postgres().start();
      await().until(() -> query.get("/v1/funds/" + id).status() == 200);
      await().until(() -> query.get("/readyz").status() == 200);
      try (FeedWriter writer = new FeedWriter(database, "fund", 0, 1)) {
        writer.event("{\"n\":1}");
      }
      await().until(() -> listener.events().size() == 1);
    }
  }

  private static Duration took(Running query, String path) {
    long began = System.nanoTime();
    assertThat(query.get(path).status()).isEqualTo(503);
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
