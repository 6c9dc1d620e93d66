package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.check.LogEvent;
import io.fundstream.system.check.Mutation;
import io.fundstream.system.check.Observation;
import io.fundstream.system.check.Promise;
import io.fundstream.system.check.ShortestHistory;
import io.fundstream.system.fault.FaultKind;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.torture.Campaign;
import io.fundstream.system.torture.CampaignSettings;
import io.fundstream.system.torture.Report;
import io.fundstream.system.torture.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A short campaign of {@code ./fundstream torture}, every kind of fault once; then proof that the
 * judge can find against a platform, by harm done to what was seen, and to the stack itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TortureTest {
  private static final long SEED = 2026;

  /** Speed is not judged here: the machine may be busy with other tests. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path data;

  private StackProcess stack;
  private Verdict verdict;

  @BeforeAll
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void one_campaign() throws Exception {
    stack = StackProcess.up(data);
    CampaignSettings settings =
        new CampaignSettings(
            SEED,
            Duration.ofMinutes(8),
            1,
            FaultKind.all(),
            Duration.ZERO,
            Duration.ofSeconds(5),
            PATIENCE,
            PATIENCE,
            4);
    verdict = new Campaign(settings, stack, System.out::println).run();
    Report.lines(verdict, SEED).forEach(System.out::println);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void whatever_is_killed_frozen_cut_or_lost_nothing_is_lost_repeated_or_reordered() {
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.findings()).extracting(Finding::line).isEmpty();
    assertThat(verdict.figures().hits()).containsOnlyKeys(FaultKind.all());
    assertThat(verdict.seen().log()).hasSizeGreaterThan(500);
    assertThat(verdict.seen().replays()).hasSizeGreaterThan(500);
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void a_record_that_is_dropped_repeated_swapped_or_edited_is_found(Mutation mutation) {
    Random random = new Random(SEED);
    for (int n = 0; n < 3; n++) {
      Observation spoilt = mutation.of(verdict.seen(), random);
      List<Finding> findings = Judge.judge(spoilt);
      assertThat(findings).as("%s, place %d", mutation, n).isNotEmpty();
      assertThat(ShortestHistory.of(findings.getFirst(), spoilt)).hasSizeGreaterThan(1);
    }
  }

  @Test
  @Order(3)
  void a_row_that_is_really_edited_is_found() throws Exception {
    LogEvent event = verdict.seen().log().getFirst();
    String edit = "update read_model.fund_v1 set target_size = target_size %s 0.01 where id = '%s'";
    execute(edit.formatted("+", event.stream()));
    assertThat(found()).extracting(Finding::broken).containsOnly(Promise.ROWS_ARE_THE_FOLD);
    execute(edit.formatted("-", event.stream()));
    assertThat(found()).isEmpty();
  }

  @Test
  @Order(4)
  void an_event_that_is_really_edited_is_found() throws Exception {
    LogEvent event = verdict.seen().log().getLast();
    execute("alter table event_store.event_log disable trigger event_log_is_append_only");
    execute(
        "update event_store.event_log set effective_on = effective_on - 1 where event_id = '%s'"
            .formatted(event.eventId()));
    assertThat(found())
        .extracting(Finding::broken)
        .contains(Promise.CHAIN_HOLDS, Promise.ONCE_IN_KAFKA);
    execute(
        "update event_store.event_log set effective_on = effective_on + 1 where event_id = '%s'"
            .formatted(event.eventId()));
    execute("alter table event_store.event_log enable always trigger event_log_is_append_only");
    assertThat(found()).isEmpty();
  }

  @Test
  @Order(5)
  void a_record_that_is_really_sent_twice_is_found() throws Exception {
    RepeatedRecord.send(stack.endpoints().kafka(), "fundstream.fund");
    assertThat(found())
        .extracting(Finding::broken)
        .contains(Promise.ONCE_IN_KAFKA, Promise.IN_ORDER_IN_KAFKA);
  }

  private List<Finding> found() throws SQLException {
    Observation seen = new Observer(stack).observe(verdict.history());
    return Judge.judge(seen);
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = stack.database();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
