package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.fund.FundReadModel;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.rebuild.RebuildDesk;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.Versions;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.schemas.fund.FundContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** New tables are filled beside the old ones and take their place; nobody who reads notices. */
class RebuildTest {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static RebuildDesk desk(Stage stage) {
    return new RebuildDesk(stage.database().as("fundstream_operator"));
  }

  private static void awaitLive(Stage stage, String name, int number) {
    await("%s-v%d serves and nothing is left of older ones".formatted(name, number))
        .atMost(LONGEST)
        .untilAsserted(() ->
            assertThat(desk(stage).versions())
                .filteredOn(version -> version.name().equals(name))
                .allSatisfy(version -> {
                  assertThat(version.live()).isEqualTo(version.number() == number);
                  assertThat(version.cleaned()).isEqualTo(version.number() < number);
                }));
  }

  private static List<TestEvent> life(Random random, int i) {
    Funds fund = new Funds();
    List<TestEvent> events = new ArrayList<>();
    events.add(fund.registered("Fund " + i));
    for (int e = 0; e < 20; e++) {
      events.add(next(fund, random, e));
    }
    return events;
  }

  private static TestEvent next(Funds fund, Random random, int i) {
    return switch (random.nextInt(5)) {
      case 0 -> fund.draft("{\"i\": " + i + ", \"x\": 1.50}");
      case 1 -> fund.hardCapRemoved();
      case 2 -> fund.note("Note " + i);
      default -> fund.renamed("Name " + i);
    };
  }

  private static long fill(Stage stage, Random random, int funds) {
    long events = 0;
    for (int i = 0; i < funds; i++) {
      List<TestEvent> life = life(random, i);
      life.forEach(event -> stage.relay().sendLater(event));
      events += life.size();
    }
    return events;
  }

  private static void awaitEvents(Stage stage, long events) {
    for (String name : List.of("fund", "event", "activity")) {
      await(name).atMost(LONGEST).until(() -> stage.tables().progressed(name) == events);
    }
  }

  @Test
  void rebuilt_tables_equal_the_old_ones_byte_for_byte_and_nothing_of_those_is_left()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildTest seed " + seed);
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      long events = fill(stage, new Random(seed), 60);
      awaitEvents(stage, events);
      Map<String, String> before = new HashMap<>();
      for (String name : List.of("fund", "event", "activity")) {
        before.put(name, stage.tables().contents(name, 1));
        assertThat(before.get(name)).hasSizeGreaterThan(10_000);
      }
      String generation = generation(stage);
      for (String name : List.of("fund", "event", "activity")) {
        desk(stage).rebuild(name);
        awaitLive(stage, name, 2);
        assertThat(stage.tables().contents(name, 2)).as(name).isEqualTo(before.get(name));
      }
      assertThat(generation(stage)).isNotEqualTo(generation);
      assertThat(stage.tables().rows("select name from read_model.fund")).hasSize(60);
      assertThat(
              stage
                  .tables()
                  .rows(
                      "select relname from pg_class where relnamespace = 'read_model'::regnamespace and relname ~ '_v1'"))
          .isEmpty();
      for (String table : List.of("progress", "settled", "applied", "parked", "filling")) {
        assertThat(
                stage
                    .tables()
                    .rows(
                        "select projection from read_model.%s where projection ~ 'v1$'"
                            .formatted(table)))
            .as(table)
            .isEmpty();
      }
      assertThat(groups(stage)).containsExactlyInAnyOrder("fund-v2", "event-v2", "activity-v2");
      Funds after = new Funds();
      stage.relay().send(after.registered("After"));
      await().atMost(LONGEST).until(() -> stage.fund("name", after.id()).equals("After"));
      assertThat(projector.readyz()).contains("fund-v2 running");
      assertThat(projector.get("/metrics")).doesNotContain("fund-v1");
    }
  }

  private static String generation(Stage stage) {
    return stage
        .tables()
        .text("select generation from read_model.projection where name = 'event' and live");
  }

  private static List<String> groups(Stage stage) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }

  @Test
  void the_tables_of_a_rebuild_are_shaped_as_those_of_the_migrations() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      String before = stage.tables().shape(1);
      for (String name : List.of("fund", "event", "activity")) {
        desk(stage).rebuild(name);
        awaitLive(stage, name, 2);
      }
      assertThat(stage.tables().shape(2)).isEqualTo(before);
    }
  }

  @Test
  void who_reads_during_a_rebuild_under_load_sees_no_error_and_no_row_go_back_or_vanish()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildTest seed " + seed);
    Random random = new Random(seed);
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector();
        Versions one = new Versions(stage);
        Versions two = new Versions(stage)) {
      assertThat(projector.service().ready()).isTrue();
      List<Funds> funds = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Funds fund = new Funds();
        funds.add(fund);
        stage.relay().sendLater(fund.registered("Fund " + i));
      }
      long sent = 100;
      desk(stage).rebuild("fund");
      while (desk(stage).versions().stream()
          .noneMatch(v -> v.live() && v.toString().equals("fund-v2"))) {
        for (int i = 0; i < 20; i++) {
          stage.relay().sendLater(next(funds.get(random.nextInt(100)), random, i)).get();
          sent++;
        }
        assertThat(sent).as("seed %d: never switches", seed).isLessThan(200_000);
      }
      for (int i = 0; i < 500; i++) {
        stage.relay().sendLater(next(funds.get(random.nextInt(100)), random, i)).get();
        sent++;
      }
      awaitEvents(stage, sent);
      System.out.printf(
          "%d events, %d and %d reads during a rebuild%n", sent, one.reads(), two.reads());
      assertThat(one.wentBack()).as("seed %d", seed).isEmpty();
      assertThat(two.wentBack()).as("seed %d", seed).isEmpty();
      assertThat(one.reads()).isGreaterThan(100);
      funds.forEach(fund ->
          assertThat(stage.fund("version", fund.id()))
              .as("seed %d", seed)
              .isEqualTo(Integer.toString(fund.version())));
    }
  }

  @Test
  void a_projector_killed_during_a_rebuild_leaves_the_old_tables_serving_and_the_next_goes_on()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildTest seed " + seed);
    Random random = new Random(seed);
    try (Stage stage = Stage.set()) {
      Map<String, String> env = new HashMap<>(stage.environment());
      env.put("FUNDSTREAM_PROJECTOR_BATCH_RECORDS", "50");
      long events;
      String before;
      try (ChildProjector child = ChildProjector.start(env, FreePort.next()).awaitReady()) {
        events = fillFunds(stage, random, 400);
        awaitEvents(stage, events);
        before = stage.tables().contents("event", 1);
        desk(stage).rebuild("event");
        killAt(stage, child, random.nextLong(events / 3));
      }
      for (int life = 1; life < 3; life++) {
        try (ChildProjector child = ChildProjector.start(env, FreePort.next())) {
          killAt(stage, child, random.nextLong(events));
        }
      }
      try (ChildProjector last = ChildProjector.start(env, FreePort.next()).awaitReady()) {
        assertThat(last.alive()).isTrue();
        awaitLive(stage, "event", 2);
      }
      assertThat(stage.tables().contents("event", 2)).as("seed %d", seed).isEqualTo(before);
    }
  }

  @Test
  void a_projector_killed_around_the_switch_and_the_cleaning_leaves_one_whole_version_serving()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildTest seed " + seed);
    Random random = new Random(seed);
    try (Stage stage = Stage.set()) {
      Map<String, String> env = stage.environment();
      long events = 0;
      String before = "";
      for (int life = 0; life < 4; life++) {
        try (ChildProjector child = ChildProjector.start(env, FreePort.next()).awaitReady()) {
          if (life == 0) {
            events = fillFunds(stage, random, 50);
            awaitEvents(stage, events);
            before = stage.tables().contents("event", 1);
            desk(stage).rebuild("event");
          }
          await()
              .pollDelay(Duration.ofMillis(random.nextInt(1_500)))
              .atMost(LONGEST)
              .until(() -> true);
          killAt(stage, child, events);
        }
      }
      try (TestProjector last =
          TestProjector.start(stage.environment(), List.of(FundSlice.SLICE))) {
        last.awaitReady();
        awaitLive(stage, "event", 2);
      }
      assertThat(stage.tables().contents("event", 2)).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** The child knows the fund context alone. */
  private static long fillFunds(Stage stage, Random random, int funds) {
    long events = 0;
    for (int i = 0; i < funds; i++) {
      Funds fund = new Funds();
      stage.relay().sendLater(fund.registered("Fund " + i));
      for (int e = 0; e < 20; e++) {
        stage
            .relay()
            .sendLater(random.nextBoolean() ? fund.renamed("Name " + e) : fund.draft("{}"));
      }
      events += 21;
    }
    return events;
  }

  private static void killAt(Stage stage, ChildProjector child, long events) {
    await("filled up to " + events)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(1))
        .until(() ->
            stage
                        .tables()
                        .number(
                            "select coalesce(sum(seq), 0) from read_model.progress where projection = 'event-v2'")
                    >= events
                || !stage
                    .tables()
                    .rows("select 1 from read_model.projection where live and version = 2")
                    .isEmpty());
    child.kill();
    String whole =
        """
        select (select count(*) from read_model.event) = (
          select sum(seq) from read_model.progress where projection = (
            select 'event-v' || version from read_model.projection where name = 'event' and live))
        """;
    assertThat(stage.tables().text(whole)).as("what serves is whole").isEqualTo("t");
  }

  private static ContextSlice codedAs(int code) {
    return new ContextSlice(
        FundContext.CONTEXT,
        List.<ReadModelFactory<?>>of(
            new ReadModelFactory<>(
                Shape.of(
                    "fund", code, List.of("fund", "fund_history", "fund_config"), FundSlice.class),
                FundReadModel::new)),
        List.of());
  }

  @Test
  void newer_code_fills_the_next_version_and_switches_by_itself_and_older_code_keeps_off()
      throws Exception {
    try (Stage stage = Stage.set()) {
      Funds fund = new Funds();
      String before;
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(1)))) {
        projector.awaitReady();
        stage.relay().send(List.of(fund.registered("By the old code"), fund.renamed("Renamed")));
        stage.awaitProgress("fund-v1", fund.id(), 2);
        before = stage.tables().contents("fund", 1);
      }
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(2)))) {
        projector.awaitReady();
        awaitLive(stage, "fund", 2);
        assertThat(stage.tables().contents("fund", 2)).isEqualTo(before);
      }
      try (TestProjector projector =
          TestProjector.start(stage.environment(), List.of(codedAs(1)))) {
        await()
            .atMost(LONGEST)
            .until(() -> projector.readyz().contains("was filled by version 2 of its code"));
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
      assertThat(members(stage, "fund-v2")).isEqualTo(2);

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
