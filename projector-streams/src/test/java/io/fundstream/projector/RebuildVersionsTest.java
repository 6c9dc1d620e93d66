package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.Rebuilds.fillFunds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.schemas.Topics;
import io.fundstream.schemas.fund.FundContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Which version is filled when, and by how many. */
class RebuildVersionsTest {
  private static ContextSlice codedAs(int code) {
    return new ContextSlice(
        FundContext.CONTEXT,
        List.<ReadModelFactory<?>>of(
            new ReadModelFactory<>(
                Shape.of(
                    "fund", code, List.of("fund", "fund_history", "fund_config"), FundSlice.class),
                FundSlice.FUNDS.maker())),
        List.of());
  }

  @Test
  void newer_code_fills_the_next_version_and_switches_by_itself_and_older_code_keeps_off()
      throws Exception {
    try (Stage stage = Stage.set()) {
      Funds fund = new Funds();
      String before;
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(2)))) {
        projector.awaitReady();
        stage.relay().send(List.of(fund.registered("By the old code"), fund.renamed("Renamed")));
        stage.awaitProgress("fund-v1", fund.id(), 2);
        before = stage.tables().contents("fund", 1);
      }
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(3)))) {
        projector.awaitReady();
        awaitLive(stage, "fund", 2);
        assertThat(stage.tables().contents("fund", 2)).isEqualTo(before);
      }
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(2)))) {
        await()
            .atMost(LONGEST)
            .until(() -> projector.readyz().contains("was filled by version 3 of its code"));
        assertThat(projector.service().ready()).isFalse();
        assertThat(desk(stage).versions()).filteredOn(Version::filling).isEmpty();
      }
    }
  }

  @Test
  void two_instances_share_a_fill_of_which_there_is_one_at_a_time_and_it_can_be_given_up()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector here = TestProjector.start(stage.environment(), List.of(FundSlice.SLICE));
        ChildProjector other =
            ChildProjector.start(
                with(stage.environment(), "FUNDSTREAM_PROJECTOR_INSTANCE", "projector-2"),
                FreePort.next())) {
      here.awaitReady();
      other.awaitReady();
      long events = fillFunds(stage, new Random(1), 100);
      awaitEvents(stage, events);
      // A key that stands still in the new version: its record was mended in the old one only.
      Funds fund = new Funds();
      TestEvent first = fund.registered("Mended");
      ProducerRecord<byte[], byte[]> good = stage.relay().record(first);
      RecordMetadata at =
          stage
              .relay()
              .send(
                  new ProducerRecord<>(
                      good.topic(), null, null, good.key(), new byte[] {1}, good.headers()));
      Place place = new Place(at.topic(), at.partition(), at.offset());
      Operator operator = new Operator(stage);
      await().atMost(LONGEST).until(() -> operator.parked("fund-v1", fund.id()).size() == 1);
      operator.mend(place, good.value());
      operator.retry("fund-v1", place);
      stage.awaitProgress("fund-v1", fund.id(), 1);

      desk(stage).rebuild("fund");
      desk(stage).rebuild("fund");
      await().atMost(LONGEST).until(() -> operator.parked("fund-v2", fund.id()).size() == 1);
      Version filling = version(stage, 2);
      Version live = version(stage, 1);
      await()
          .atMost(LONGEST)
          .untilAsserted(() ->
              assertThat(desk(stage).hindrance(filling, live).orElse("")).contains("parked at 0"));
      assertThat(desk(stage).versions())
          .filteredOn(version -> version.name().equals("fund"))
          .hasSize(2);
      assertThat(stage.fund("name", fund.id())).isEqualTo("Mended");
      int threads = Math.min(Runtime.getRuntime().availableProcessors(), Topics.PARTITIONS);
      assertThat(members(stage, "fund-v2")).isEqualTo(2 * threads);

      desk(stage).cancel("fund");
      await().atMost(LONGEST).until(() -> version(stage, 2).cleaned());
      assertThat(version(stage, 1).live()).isTrue();
      desk(stage).rebuild("fund");
      await().atMost(LONGEST).until(() -> operator.parked("fund-v3", fund.id()).size() == 1);
      operator.skip("fund-v3", place);
      awaitLive(stage, "fund", 3);
      assertThat(stage.tables().rows("select id from read_model.fund")).hasSize(100);
    }
  }

  private static Map<String, String> with(Map<String, String> env, String name, String value) {
    Map<String, String> all = new HashMap<>(env);
    all.put(name, value);
    return all;
  }

  private static Version version(Stage stage, int number) {
    return desk(stage).versions().stream()
        .filter(version -> version.name().equals("fund") && version.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static int members(Stage stage, String group) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(described -> described.members().size())
          .sum();
    }
  }
}
