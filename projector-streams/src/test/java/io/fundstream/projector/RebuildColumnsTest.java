package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.support.Changing;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.Versions;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.schemas.fund.FundContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The next version of a projection may have other columns than the one that serves. */
class RebuildColumnsTest {
  private static final String COLUMNS =
      """
      select string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position)
      from information_schema.columns where table_schema = 'read_model' and table_name = '%s'
      """;

  private static final String WHO_MAY_READ =
      """
      select string_agg(distinct grantee, ', ' order by grantee) from information_schema.table_privileges
      where table_schema = 'read_model' and table_name = 'changing' and privilege_type = 'SELECT'
      """;

  @Test
  void a_column_comes_one_goes_and_one_changes_its_type_while_an_older_query_service_reads_on()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector older =
            TestProjector.start(stage.environment(), List.of(Changing.slice(Changing.first())))) {
      older.awaitReady();
      List<Funds> funds = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Funds fund = new Funds();
        funds.add(fund);
        stage.relay().send(List.of(fund.registered("Fund " + i)));
      }
      funds.forEach(fund -> stage.awaitProgress("changing-v1", fund.id(), 1));
      awaitLive(stage, "changing", 1);
      stage.tables().execute("grant select on read_model.changing to fundstream_verify");
      Map<String, String> env = new HashMap<>(stage.environment());
      env.put("FUNDSTREAM_PROJECTOR_INSTANCE", "newer");
      try (Versions reader = new Versions(stage, "changing");
          TestProjector newer =
              TestProjector.start(env, List.of(Changing.slice(Changing.second())))) {
        int sent = 0;
        while (!serves(stage, 2)) {
          Funds fund = funds.get(sent++ % funds.size());
          stage.relay().send(List.of(fund.renamed("Name " + sent)));
          assertThat(sent).as("never switches").isLessThan(50_000);
        }
        funds.forEach(fund -> stage.awaitProgress("changing-v2", fund.id(), fund.seq()));
        long before = reader.reads();
        await().atMost(LONGEST).until(() -> reader.reads() > before + 20);
        assertThat(reader.wentBack()).isEmpty();
        await().atMost(LONGEST).until(() -> newer.readyz().contains("changing-v2 running"));
      }
      assertThat(stage.tables().text(COLUMNS.formatted("changing")))
          .isEqualTo(
              "id uuid, tenant uuid, version integer, came text, name text, hard_cap text,"
                  + " created_at timestamp with time zone, updated_at timestamp with time zone");
      assertThat(stage.tables().text(COLUMNS.formatted("changing_history")))
          .endsWith("updated_at timestamp with time zone, recorded_at timestamp with time zone");
      assertThat(stage.tables().rows("select distinct came || hard_cap from read_model.changing"))
          .containsExactly(Changing.CAME + "at most 120000000.00");
      assertThat(stage.tables().text(WHO_MAY_READ))
          .isEqualTo("fundstream_projector, fundstream_query, fundstream_verify");
      assertThat(stage.tables().rows("select record from read_model.parked")).isEmpty();
    }
  }

  @Test
  void newer_code_serves_at_once_where_nothing_was_applied_as_on_a_fresh_installation()
      throws Exception {
    try (Stage stage = Stage.set()) {
      Map<String, String> env = new HashMap<>(stage.environment());
      // Without Kafka nothing can be filled, so what serves has not been waited for.
      env.put("FUNDSTREAM_KAFKA_BOOTSTRAP", "127.0.0.1:1");
      ContextSlice newest =
          new ContextSlice(
              FundContext.CONTEXT,
              List.<ReadModelFactory<?>>of(
                  new ReadModelFactory<>(
                      Shape.of(
                          "fund",
                          2,
                          List.of("fund", "fund_history", "fund_config"),
                          FundSlice.class),
                      FundSlice.FUNDS.maker())),
              List.of());
      try (TestProjector projector = TestProjector.start(env, List.of(newest))) {
        assertThat(projector.service().ready()).isFalse();
        await()
            .atMost(LONGEST)
            .until(() ->
                desk(stage).versions().stream()
                    .anyMatch(v -> v.live() && v.toString().equals("fund-v1") && v.code() == 2));
        assertThat(desk(stage).versions()).filteredOn(Version::filling).isEmpty();
        assertThat(stage.tables().text(COLUMNS.formatted("fund_history")))
            .contains("strategy text, general_partner text");
        assertThat(stage.tables().text(WHO_MAY_READ.replace("changing", "fund")))
            .isEqualTo("fundstream_projector, fundstream_query");
      }
    }
  }

  private static boolean serves(Stage stage, int number) {
    return desk(stage).versions().stream()
        .anyMatch(v -> v.live() && v.name().equals("changing") && v.number() == number);
  }
}
