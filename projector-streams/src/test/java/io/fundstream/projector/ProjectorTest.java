package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on real topics become rows. */
class ProjectorTest {
  private static Stage stage;
  private static TestProjector projector;

  @BeforeAll
  static void start() {
    stage = Stage.set();
    projector = stage.projector();
  }

  @AfterAll
  static void stop() throws Exception {
    projector.close();
    stage.close();
  }

  @Test
  void a_funds_life_becomes_its_row_its_history_its_configs_and_its_activities() {
    Funds fund = new Funds();
    stage
        .relay()
        .send(
            List.of(
                fund.registered("Press On Ventures I"),
                fund.renamed("Press On Ventures Fund I"),
                fund.hardCapRemoved(),
                fund.draft("{\"a\": 1.0}"),
                fund.draft("{\"a\":2, \"b\":[]}"),
                fund.published(1),
                fund.status("FUNDRAISING", "INVESTING")));
    stage.awaitProgress(fund.id(), 7);

    assertThat(stage.fund("name", fund.id())).isEqualTo("Press On Ventures Fund I");
    assertThat(stage.fund("version", fund.id())).isEqualTo("7");
    assertThat(stage.fund("status", fund.id())).isEqualTo("INVESTING");
    assertThat(stage.fund("coalesce(hard_cap::text, 'none')", fund.id())).isEqualTo("none");
    assertThat(stage.fund("target_size", fund.id())).isEqualTo("100000000.00");
    assertThat(stage.fund("management_fee_rate", fund.id())).isEqualTo("0.020000");
    assertThat(stage.fund("draft_config_version", fund.id())).isEqualTo("2");
    assertThat(stage.fund("published_config_version", fund.id())).isEqualTo("1");
    assertThat(
            stage
                .tables()
                .rows(
                    "select version || ' ' || name || ' ' || recorded_at from read_model.fund_history where id = '%s' order by version"
                        .formatted(fund.id())))
        .hasSize(7)
        .startsWith("1 Press On Ventures I 2026-01-02 03:04:05.001013+00");
    assertThat(
            stage
                .tables()
                .rows(
                    "select config_version || ' ' || status || ' ' || config_text from read_model.fund_config where fund_id = '%s' order by 1"
                        .formatted(fund.id())))
        .containsExactly("1 PUBLISHED {\"a\": 1.0}", "2 DRAFT {\"a\":2, \"b\":[]}");
    assertThat(
            stage
                .tables()
                .rows(
                    "select summary from read_model.activity where fund_id = '%s' order by seq"
                        .formatted(fund.id())))
        .containsExactly(
            "Fund \"Press On Ventures I\" registered, vintage 2024, target USD 100000000.00",
            "Terms amended: name \"Press On Ventures Fund I\"",
            "Terms amended: hard cap removed",
            "Draft 1 of the configuration saved",
            "Draft 2 of the configuration saved",
            "Configuration 1 published",
            "Status changed from fundraising to investing");
    assertThat(
            stage
                .tables()
                .text(
                    "select payload_text from read_model.event where partition_key = '%s' and seq = 5"
                        .formatted(fund.id())))
        .isEqualTo("{\"configVersion\":2,\"config\":{\"a\":2, \"b\":[]}}");
  }

  @Test
  void events_of_two_contexts_under_one_key_are_applied_in_the_order_of_their_seq() {
    Funds fund = new Funds();
    List<TestEvent> inOrder = new ArrayList<>();
    inOrder.add(fund.registered("Interleaved"));
    for (int i = 0; i < 40; i++) {
      inOrder.add(i % 3 == 0 ? fund.renamed("Name " + i) : fund.note("Note " + i));
    }
    // Each topic keeps its own order; between topics everything is late.
    stage.relay().send(inOrder.stream().filter(e -> e.context().equals("note")).toList());
    stage.relay().send(inOrder.stream().filter(e -> e.context().equals("fund")).toList());
    stage.awaitProgress(fund.id(), 41);

    assertThat(stage.fund("version", fund.id())).isEqualTo("15");
    assertThat(stage.fund("name", fund.id())).isEqualTo("Name 39");
    assertThat(
            stage
                .tables()
                .number(
                    "select count(*) from read_model.event where partition_key = '%s'"
                        .formatted(fund.id())))
        .isEqualTo(41);
    assertThat(
            stage
                .tables()
                .number(
                    "select count(*) from read_model.activity where fund_id = '%s'"
                        .formatted(fund.id())))
        .isEqualTo(15);
  }

  @Test
  void the_same_records_again_change_nothing() {
    Funds fund = new Funds();
    List<TestEvent> events =
        List.of(fund.registered("Twice"), fund.renamed("Two"), fund.note("n"), fund.draft("{}"));
    stage.relay().send(events);
    stage.awaitProgress(fund.id(), 4);
    String before = stage.tables().everything();
    stage.relay().send(events);
    TestEvent end = new Funds(fund.id()).renamed("End");
    stage
        .relay()
        .send(new TestEvent("fund", fund.id(), 5, fund.id(), 4, end.schema(), end.payload()));
    stage.awaitProgress(fund.id(), 5);
    assertThat(stage.fund("name", fund.id())).isEqualTo("End");
    assertThat(stage.tables().everything().lines().filter(line -> !before.contains(line)).toList())
        .as("only what the last event changed, in three projections")
        .hasSize(7);
  }
}
