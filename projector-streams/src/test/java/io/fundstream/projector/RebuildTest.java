package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.Rebuilds.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.stream.Group;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;

/** New tables are filled beside the old ones and take their place; nobody who reads notices. */
class RebuildTest {
  private static List<TestEvent> life(Random random, int i) {
    Funds fund = new Funds();
    List<TestEvent> events = new ArrayList<>();
    events.add(fund.registered("Fund " + i));
    for (int e = 0; e < 20; e++) {
      events.add(next(fund, random, e));
    }
    return events;
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
      assertThat(groups(stage))
          .as("those of the versions that are gone are gone")
          .contains(Group.live(Set.of("fund-v2", "event-v2", "activity-v2")))
          .noneMatch(group -> group.endsWith("-v1"));
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
}
