package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestRegistry;
import io.fundstream.runtime.service.RunningService;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something that the relay needs is away, at its start or later. */
class RelayOutageTest {
  private static final Duration LATER = Duration.ofSeconds(60);

  /** Five seconds of the commit, five until the client heeds its end, and some to spare. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(13);

  private final RelayFixture fixture = new RelayFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void kafka_and_registry_away_at_the_start_and_kafka_again_later() throws Exception {
    UUID fund = UUID.randomUUID();
    fixture.kafka.stop();
    try (TestRegistry registry = TestRegistry.fresh();
        LogWriter log = new LogWriter(fixture.database)) {
      registry.stop();
      try (RunningService relay = Main.start(fixture.config(c -> c.registryUrl(registry.url())))) {
        log.write(fund, 3);
        assertThat(relay.ready()).isFalse();
        registry.start();
        fixture.kafka.start();
        await().atMost(LATER).until(relay::ready);
        fixture.awaitAll(log);
        fixture.kafka.kill();
        log.write(fund, 3);
        await().atMost(LATER).until(() -> !relay.ready());
        log.write(fund, 3);
        fixture.kafka.start();
        await().atMost(LATER).until(relay::ready);
        log.write(fund, 3);
        fixture.awaitAll(log);
        assertThat(relay.fatal().toCompletableFuture()).isNotDone();
      }
    }
  }

  @Test
  void a_commit_that_does_not_end_is_given_up_soon_and_begun_anew() throws Exception {
    UUID fund = UUID.randomUUID();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      log.write(fund, 3);
      fixture.awaitAll(log);
      fixture.throttle(1.0);
      log.write(fund, 3);
      await().atMost(GIVEN_UP).until(() -> !relay.ready());
      fixture.throttle(null);
      log.write(fund, 3);
      fixture.awaitAll(log);
      assertThat(relay.fatal().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void a_cut_stream_starts_again_where_it_was() throws Exception {
    UUID fund = UUID.randomUUID();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      for (int cut = 0; cut < 3; cut++) {
        log.write(fund, 5);
        fixture.ask(
            "select pg_terminate_backend(active_pid) from pg_replication_slots"
                + " where slot_name = 'fundstream_outbox' and active_pid is not null");
        log.write(fund, 5);
        fixture.awaitAll(log);
      }
      fixture.ask(
          "select count(pg_terminate_backend(pid)) from pg_stat_activity"
              + " where application_name like 'fundstream_relay%' and datname = current_database()");
      log.write(fund, 5);
      fixture.awaitAll(log);
      assertThat(relay.fatal().toCompletableFuture()).isNotDone();
    }
  }
}
