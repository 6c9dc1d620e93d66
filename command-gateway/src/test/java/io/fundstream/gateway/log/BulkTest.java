package io.fundstream.gateway.log;

import static io.fundstream.gateway.log.LogBench.assertGranted;
import static io.fundstream.gateway.log.LogBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.gateway.LogAudit;
import io.fundstream.gateway.log.Pledges.Pledge;
import io.fundstream.gateway.log.write.BatchWriter;
import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction that makes so many rows that they are copied. */
class BulkTest {
  private static final int MANY = BatchWriter.BULK + 36;

  private final TestDatabase database = TestDatabase.fresh();
  private final List<UUID> ids = IntStream.range(0, MANY).mapToObj(_ -> UUID.randomUUID()).toList();
  private final UUID key = UUID.randomUUID();
  private LogBench bench;
  private UUID fund;

  @BeforeEach
  void start() throws Exception {
    bench = new LogBench(database);
    fund = bench.fund();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
    database.close();
  }

  @Test
  void the_log_is_whole_after_it() throws Exception {
    assertGranted(bench.run(pledge(key, "x")));
    assertThat(LogAudit.verify(database)).isEqualTo(MANY + 1);
    assertThat(
            bench.count(
                "select count(*) from event_store.stream_head where first_at = recorded_at and kind = 'pledge'"))
        .isEqualTo(MANY);
  }

  @Test
  void a_key_that_another_gateway_made_meanwhile_takes_the_events_too() throws Exception {
    CompletableFuture<Outcome> outcome =
        meanwhile(
            """
            insert into event_store.head (id, tenant, seq, hash, key_recorded_at)
            select '%s', tenant, 0, decode(repeat('00', 32), 'hex'), now() from event_store.event_log
            """
                .formatted(key));
    assertGranted(outcome.get(10, TimeUnit.SECONDS));
    assertThat(LogAudit.verify(database)).isEqualTo(MANY + 1);
  }

  @Test
  void an_id_that_another_gateway_took_meanwhile_refuses_the_command_that_wants_it()
      throws Exception {
    CompletableFuture<Outcome> outcome =
        meanwhile(
            """
            insert into event_store.head
                   (id, tenant, context, kind, partition_key, version, first_at, stream_recorded_at)
            select '%s', tenant, 'other', 'other', '%s', 1, now(), now() from event_store.event_log
            """
                .formatted(ids.get(MANY / 2), fund));
    assertRefused(outcome.get(10, TimeUnit.SECONDS), "id-taken");
    assertThat(bench.count("select count(*) from event_store.event_log"))
        .as("nothing of it was written")
        .isEqualTo(1);
  }

  @Test
  void answers_are_remembered() throws Exception {
    IdempotencyKey first = LogBench.key("k-1");
    Pledge pledge = pledge(key, "x");
    assertGranted(bench.submit(pledge, first).get(10, TimeUnit.SECONDS));
    assertThat(bench.submit(pledge, first).get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Outcome.Answered.class, a -> assertThat(a.replayed()).as("a replay").isTrue());
    assertThat(LogAudit.verify(database)).isEqualTo(MANY + 1);
    assertThat(
            bench.count(
                """
                select count(*) from event_store.idempotency
                 where expires_at between now() + interval '6 days 23 hours' and now() + interval '7 days'\
                """))
        .isEqualTo(1);
  }

  @Test
  void an_answer_that_is_forgotten_is_written_over() throws Exception {
    IdempotencyKey first = LogBench.key("k-1");
    assertGranted(bench.submit(pledge(key, "x"), first).get(10, TimeUnit.SECONDS));
    bench.execute("update event_store.idempotency set expires_at = now()");
    List<UUID> others = IntStream.range(0, MANY).mapToObj(_ -> UUID.randomUUID()).toList();
    Pledge again = new Pledge(key, fund, others, "x", List.of(), List.of());
    assertGranted(bench.submit(again, first).get(10, TimeUnit.SECONDS));
    assertThat(LogAudit.verify(database)).isEqualTo(2L * MANY + 1);
    assertThat(
            bench.count(
                "select count(*) from event_store.idempotency where expires_at > now() + interval '1 day'"))
        .isEqualTo(1);
  }

  private Pledge pledge(UUID under, String name) {
    return new Pledge(under, fund, ids, name, List.of(), List.of());
  }

  /** Submits the pledge while another transaction has executed the statement, then commits that. */
  private CompletableFuture<Outcome> meanwhile(String sql) throws Exception {
    try (Connection other = database.connect("fundstream_gateway");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(sql);
      CompletableFuture<Outcome> outcome = bench.submit(pledge(key, "x"), null);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() ->
              bench.count(
                      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'copy%'")
                  == 1);
      other.commit();
      return outcome;
    }
  }
}
