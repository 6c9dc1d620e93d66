package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.stream.Group;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.Tally;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.schemas.fund.FundContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;

/** An event is read once and stored once, however many projections there are. */
class GroupTest {
  private static final List<String> MORE = List.of("tally_a", "tally_b", "tally_c");

  /** The fund context with three more projections. */
  private static List<ContextSlice> withMore() {
    List<ReadModelFactory<?>> models = new ArrayList<>(List.of(FundSlice.FUNDS));
    MORE.forEach(name -> models.add(Tally.factory(name)));
    return List.of(
        new ContextSlice(FundContext.CONTEXT, models, FundSlice.SLICE.narrators()),
        ContextSlice.trailOnly(Funds.NOTES));
  }

  private static Set<String> names(Stream<String> names) {
    return Set.copyOf(names.map(name -> name + "-v1").toList());
  }

  private static void awaitServing(Stage stage, String name) {
    await(name + " serves")
        .atMost(LONGEST)
        .untilAsserted(() ->
            assertThat(desk(stage).versions())
                .filteredOn(version -> version.name().equals(name))
                .isNotEmpty()
                .allMatch(Version::live));
  }

  private static List<String> groups(Stage stage) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }

  @Test
  void six_projections_are_moved_by_one_transaction_and_new_ones_join_when_they_are_filled()
      throws Exception {
    try (Stage stage = Stage.set()) {
      Funds fund = new Funds();
      stage.relay().send(List.of(fund.registered("One"), fund.renamed("Two")));
      try (TestProjector projector = TestProjector.start(stage.environment(), withMore())) {
        MORE.forEach(name -> awaitServing(stage, name));
        projector.awaitReady();
        String group =
            Group.live(names(Stream.concat(Stream.of("fund", "event", "activity"), MORE.stream())));
        await().atMost(LONGEST).until(() -> groups(stage).contains(group));
        await()
            .atMost(LONGEST)
            .until(() -> !projector.readyz().contains("joins") && projector.service().ready());
        // The one that took over may not have ended yet what came before it.
        await()
            .atMost(LONGEST)
            .untilAsserted(() -> {
              stage.relay().send(fund.renamed("Another"));
              MORE.forEach(name -> stage.awaitProgress(name + "-v1", fund.id(), fund.seq()));
              stage.awaitProgress(fund.id(), fund.seq());
              assertThat(
                      stage
                          .tables()
                          .rows(
                              "select distinct xmin from read_model.progress where partition_key = '%s'"
                                  .formatted(fund.id())))
                  .hasSize(1);
            });
        for (String name : MORE) {
          assertThat(stage.tables().number("select count(*) from read_model." + name))
              .isEqualTo(fund.seq());
        }
      }
    }
  }

  @Test
  void one_whose_statements_fail_gets_an_application_of_its_own_and_the_others_go_on()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      Funds fund = new Funds();
      stage.relay().send(fund.registered("One"));
      stage.awaitProgress(fund.id(), 1);
      stage.tables().execute("alter table read_model.activity_v1 rename to gone");
      stage.relay().send(fund.renamed("Two"));
      stage.awaitProgress("fund-v1", fund.id(), 2);
      stage.awaitProgress("event-v1", fund.id(), 2);
      stage.relay().send(fund.renamed("Three"));
      stage.awaitProgress("fund-v1", fund.id(), 3);
      assertThat(stage.tables().progress("activity-v1", fund.id())).isEqualTo(1);
      assertThat(groups(stage))
          .contains(Group.live(Set.of("fund-v1", "event-v1")))
          .contains("activity-v1");
      stage.tables().execute("alter table read_model.gone rename to activity_v1");
      stage.awaitProgress(fund.id(), 3);
      projector.awaitReady();
      assertThat(stage.tables().rows("select reason from read_model.parked")).isEmpty();
    }
  }

  @Test
  void two_groups_that_overlap_lose_nothing_and_write_nothing_twice() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector more = TestProjector.start(stage.environment(), withMore())) {
      MORE.forEach(name -> awaitServing(stage, name));
      Map<String, String> other = new HashMap<>(stage.environment());
      other.put("FUNDSTREAM_PROJECTOR_INSTANCE", "projector-2");
      // As a release that does not know the new projections yet.
      try (TestProjector fewer = TestProjector.start(other)) {
        fewer.awaitReady();
        more.awaitReady();
        List<Funds> funds = Stream.generate(Funds::new).limit(40).toList();
        for (int round = 0; round < 30; round++) {
          int now = round;
          funds.forEach(fund ->
              stage
                  .relay()
                  .sendLater(now == 0 ? fund.registered("Fund") : fund.renamed("Name " + now)));
        }
        await("all six of all keys")
            .atMost(LONGEST)
            .untilAsserted(() ->
                assertThat(
                        stage
                            .tables()
                            .number("select count(*) from read_model.progress where seq = 30"))
                    .isEqualTo(6L * funds.size()));
        for (String name : MORE) {
          await()
              .atMost(LONGEST)
              .untilAsserted(() ->
                  assertThat(stage.tables().number("select count(*) from read_model." + name))
                      .isEqualTo(30L * funds.size()));
        }
        assertThat(stage.tables().number("select count(*) from read_model.fund_history"))
            .isEqualTo(30L * funds.size());
        assertThat(stage.tables().rows("select reason from read_model.parked")).isEmpty();
        fewer.awaitReady();
        more.awaitReady();
      }
    }
  }
}
