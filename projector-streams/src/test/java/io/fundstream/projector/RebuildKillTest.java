package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.Rebuilds.fillFunds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A projector killed while a new version is filled, takes over, or the old one is cleaned away. */
class RebuildKillTest {
  @Test
  void a_projector_killed_during_a_rebuild_leaves_the_old_tables_serving_and_the_next_goes_on()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildKillTest seed " + seed);
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
    System.out.println("RebuildKillTest seed " + seed);
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
}
