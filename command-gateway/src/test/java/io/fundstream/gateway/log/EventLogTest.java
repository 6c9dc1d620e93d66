package io.fundstream.gateway.log;

import static io.fundstream.gateway.log.LogBench.assertGranted;
import static io.fundstream.gateway.log.LogBench.assertRefused;
import static io.fundstream.gateway.log.LogBench.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.gateway.LogAudit;
import io.fundstream.gateway.log.Pledges.Pledge;
import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log does beyond one command to one stream. */
class EventLogTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final FaultyCommits faults = new FaultyCommits();
  private LogBench bench;

  @BeforeEach
  void start() {
    bench = new LogBench(database, LogBench.CONFIG, faults::around);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
    database.close();
  }

  @Test
  void a_decision_over_several_streams_is_one_run_of_seq() throws Exception {
    UUID fund = bench.fund();
    List<UUID> ids = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
    Outcome outcome = bench.run(new Pledge(fund, fund, ids, "x", List.of(), List.of()));
    assertRefused(outcome, fund + ":6 v1");
    assertThat(LogAudit.verify(database)).isEqualTo(6);
  }

  @Test
  void a_closed_fund_takes_no_pledge() throws Exception {
    UUID fund = bench.fund();
    assertGranted(bench.run(new Pledge(fund, "x")));
    assertGranted(bench.run(LogBench.close(fund)));
    assertRefused(bench.run(new Pledge(fund, "x")), "fund-closed");
    assertRefused(bench.run(new Pledge(UUID.randomUUID(), "x")), "not-found");
  }

  @Test
  void a_stream_that_is_read_cannot_change_before_the_reader_commits() throws Exception {
    UUID fund = bench.fund();
    UUID investor = UUID.randomUUID();
    Pledge pledge =
        new Pledge(investor, fund, List.of(UUID.randomUUID()), "x", List.of(), List.of());
    CompletableFuture<Outcome> waiting;
    try (Connection writer = lockedHead(fund)) {
      waiting = bench.submit(pledge, null);
      assertGranted(bench.run(new Pledge(bench.fund(), "x")));
      assertThat(waiting).as("it waits for who writes the fund").isNotDone();
      writer.rollback();
    }
    assertGranted(waiting.get(10, TimeUnit.SECONDS));
    assertThat(LogAudit.verify(database)).isEqualTo(4);
  }

  @Test
  void an_id_of_another_context_is_unknown_and_cannot_be_taken() throws Exception {
    UUID fund = bench.fund();
    UUID pledge = UUID.randomUUID();
    assertGranted(bench.run(new Pledge(fund, fund, List.of(pledge), "x", List.of(), List.of())));
    assertRefused(bench.run(draft(pledge)), "not-found");
    assertRefused(
        bench.run(new Pledge(fund, fund, List.of(fund), "x", List.of(), List.of())), "id-taken");
    assertThat(LogAudit.verify(database)).isEqualTo(2);
  }

  @Test
  void a_stream_tells_the_key_it_belongs_to() throws Exception {
    UUID fund = bench.fund();
    UUID pledge = UUID.randomUUID();
    assertThat(bench.log.partitionKeyOf(pledge)).isEmpty();
    assertGranted(bench.run(new Pledge(fund, fund, List.of(pledge), "x", List.of(), List.of())));
    assertThat(bench.log.partitionKeyOf(pledge)).hasValue(fund);
  }

  @Test
  void a_claim_is_won_once_and_the_losers_are_refused_alone() throws Exception {
    try (LogBench other = new LogBench(database)) {
      UUID fund = bench.fund();
      UUID second = other.fund();
      List<CompletableFuture<Outcome>> named = new ArrayList<>();
      List<CompletableFuture<Outcome>> plain = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        LogBench one = i % 2 == 0 ? bench : other;
        UUID of = i % 4 < 2 ? fund : second;
        named.add(one.submit(claiming(of, UUID.randomUUID(), "ada"), null));
        plain.add(one.submit(new Pledge(of, "x"), null));
      }
      for (CompletableFuture<Outcome> outcome : plain) {
        assertGranted(outcome.get(20, TimeUnit.SECONDS));
      }
      int won = 0;
      for (CompletableFuture<Outcome> outcome : named) {
        Outcome it = outcome.get(20, TimeUnit.SECONDS);
        if (it instanceof Outcome.Answered(Answer answer, var _) && answer.status() == 200) {
          won++;
        } else {
          assertRefused(it, "name-taken");
        }
      }
      assertThat(won).isEqualTo(1);
      assertThat(LogAudit.verify(database)).isEqualTo(2 + 40 + 1);
      assertThat(bench.count("select count(*) from event_store.claim")).isEqualTo(1);
    }
  }

  @Test
  void a_released_claim_can_be_taken_by_another() throws Exception {
    UUID fund = bench.fund();
    UUID ada = UUID.randomUUID();
    assertGranted(bench.run(claiming(fund, ada, "ada")));
    assertRefused(bench.run(claiming(fund, UUID.randomUUID(), "ada")), "name-taken");
    assertGranted(
        bench.run(new Pledge(fund, fund, List.of(ada), "x", List.of("ada2"), List.of("ada"))));
    assertGranted(bench.run(claiming(fund, UUID.randomUUID(), "ada")));
  }

  @Test
  void a_neighbour_never_fails_for_anothers_fault() throws Exception {
    UUID fund = bench.fund();
    List<CompletableFuture<Outcome>> good = new ArrayList<>();
    List<CompletableFuture<Outcome>> bad = new ArrayList<>();
    try (Connection writer = lockedKey(fund)) {
      for (int i = 0; i < 30; i++) {
        boolean poison = i % 10 == 5;
        (poison ? bad : good)
            .add(bench.submit(new Pledge(fund, poison ? Pledges.POISON : "x"), null));
      }
      writer.rollback();
    }
    for (CompletableFuture<Outcome> outcome : good) {
      assertGranted(outcome.get(20, TimeUnit.SECONDS));
    }
    for (CompletableFuture<Outcome> outcome : bad) {
      assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Outcome.Failed());
    }
    assertThat(LogAudit.verify(database)).isEqualTo(1 + good.size());
  }

  @Test
  void a_commit_whose_answer_is_lost_is_neither_lost_nor_done_twice() throws Exception {
    UUID fund = bench.fund();
    for (FaultyCommits.Break at : FaultyCommits.Break.values()) {
      faults.next(at, 1);
      assertGranted(bench.run(draft(fund)));
      faults.next(at, 1);
      assertGranted(bench.submit(draft(fund), LogBench.key("k" + at)).get(20, TimeUnit.SECONDS));
      assertThat(faults.left()).as("the commit broke").isZero();
    }
    assertThat(LogAudit.verify(database)).isEqualTo(1 + 4);
    assertGranted(bench.run(draft(fund)));
  }

  @Test
  void a_key_that_stays_in_flight_is_told_so_after_a_while() throws Exception {
    UUID fund = bench.fund();
    IdempotencyKey key = LogBench.key("slow");
    try (Connection first = database.connect("fundstream_gateway")) {
      first.setAutoCommit(false);
      try (PreparedStatement lock = first.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, key.lockId());
        lock.execute();
      }
      assertThat(bench.submit(draft(fund), key).get(10, TimeUnit.SECONDS))
          .isEqualTo(new Outcome.KeyInFlight());
      CompletableFuture<Outcome> second = bench.submit(draft(fund), key);
      first.rollback();
      assertGranted(second.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void more_than_may_wait_is_turned_away() throws Exception {
    LogConfig small =
        new LogConfig(
            1,
            1,
            8,
            1 << 20,
            5,
            8 << 20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofDays(7),
            100,
            100);
    UUID fund = bench.fund();
    try (LogBench narrow = new LogBench(database, small, s -> s)) {
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      try (Connection writer = lockedKey(fund)) {
        for (int i = 0; i < 9; i++) {
          outcomes.add(narrow.submit(draft(fund), null));
        }
        assertThat(outcomes.subList(5, 9))
            .allMatch(o -> o.getNow(null) instanceof Outcome.Overloaded);
        writer.rollback();
      }
      for (CompletableFuture<Outcome> outcome : outcomes.subList(0, 5)) {
        assertGranted(outcome.get(10, TimeUnit.SECONDS));
      }
      assertGranted(narrow.run(draft(fund)));
    }
  }

  @Test
  void time_never_goes_back_under_a_key() throws Exception {
    UUID fund = bench.fund();
    bench.execute(
        "update event_store.head set key_recorded_at = key_recorded_at + interval '1 hour'");
    assertGranted(bench.run(draft(fund)));
    assertThat(
            bench.count(
                """
                select count(*) from event_store.event_log
                 where seq = 2 and recorded_at > now() + interval '59 minutes'\
                """))
        .isEqualTo(1);
  }

  @Test
  void what_waits_when_the_log_closes_is_settled_first() throws Exception {
    UUID fund = bench.fund();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      outcomes.add(bench.submit(draft(fund), null));
    }
    bench.log.close();
    for (CompletableFuture<Outcome> outcome : outcomes) {
      assertGranted(outcome.get(0, TimeUnit.SECONDS));
    }
    await()
        .untilAsserted(
            () -> assertThat(bench.run(draft(fund))).isEqualTo(new Outcome.Unavailable()));
  }

  private static Pledge claiming(UUID fund, UUID id, String name) {
    return new Pledge(fund, fund, List.of(id), "x", List.of(name), List.of());
  }

  private Connection lockedHead(UUID stream) throws Exception {
    return locked("select 1 from event_store.head where id = ? for update", stream);
  }

  private Connection lockedKey(UUID key) throws Exception {
    return locked("select 1 from event_store.head where id = ? for update", key);
  }

  private Connection locked(String sql, UUID id) throws Exception {
    Connection connection = database.connect("fundstream_gateway");
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement(sql)) {
      lock.setObject(1, id);
      lock.execute();
    }
    return connection;
  }
}
