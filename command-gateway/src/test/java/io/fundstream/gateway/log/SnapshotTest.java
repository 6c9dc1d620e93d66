package io.fundstream.gateway.log;

import static io.fundstream.gateway.log.LogBench.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.LogAudit;
import io.fundstream.gateway.fund.FundCommand;
import io.fundstream.gateway.fund.FundStream;
import io.fundstream.parts.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots save time and decide nothing. */
class SnapshotTest {
  private final TestDatabase database = TestDatabase.fresh();

  @AfterEach
  void drop() throws Exception {
    database.close();
  }

  @Test
  void a_snapshot_is_written_every_100_events_and_an_unreadable_one_is_ignored() throws Exception {
    UUID fund;
    try (LogBench bench = new LogBench(database)) {
      fund = bench.fund();
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        outcomes.add(bench.submit(LogBench.draft(fund), null));
      }
      for (CompletableFuture<Outcome> outcome : outcomes) {
        assertGranted(outcome.get(20, TimeUnit.SECONDS));
      }
      assertThat(bench.count("select version from event_store.snapshot")).isBetween(200L, 251L);
    }
    publishes(fund, 250);
    execute("update event_store.snapshot set state = '\\x00'");
    publishes(fund, 249);
    execute("update event_store.snapshot set code_version = 0");
    publishes(fund, 248);
    execute("delete from event_store.snapshot");
    publishes(fund, 247);
    assertThat(LogAudit.verify(database)).isEqualTo(255);
  }

  /** A snapshot that says more than the events shows which of the two was believed. */
  @Test
  void a_snapshot_of_the_states_shape_is_read_and_one_of_another_shape_is_not() throws Exception {
    UUID fund;
    try (LogBench bench = new LogBench(database)) {
      fund = bench.fund();
      for (int i = 0; i < 100; i++) {
        assertGranted(bench.run(LogBench.draft(fund)));
      }
    }
    execute(
        "update event_store.snapshot set state = convert_to(replace(convert_from(state, 'UTF8'),"
            + " 'FUNDRAISING', 'CLOSED'), 'UTF8')");
    try (LogBench bench = new LogBench(database)) {
      LogBench.assertRefused(bench.run(LogBench.draft(fund)), "fund-closed");
    }
    execute("update event_store.snapshot set code_version = code_version + 1");
    try (LogBench bench = new LogBench(database)) {
      assertGranted(bench.run(LogBench.draft(fund)));
    }
  }

  /** A cold gateway knows that this version is there and the next one is not. */
  private void publishes(UUID fund, int version) throws Exception {
    try (LogBench bench = new LogBench(database)) {
      LogBench.assertRefused(
          bench.run(FundStream.intent(fund, new FundCommand.PublishConfig(251))), "not-found");
      assertGranted(bench.run(FundStream.intent(fund, new FundCommand.PublishConfig(version))));
    }
  }

  private void execute(String sql) throws Exception {
    try (LogBench bench = new LogBench(database)) {
      bench.execute(sql);
    }
  }
}
