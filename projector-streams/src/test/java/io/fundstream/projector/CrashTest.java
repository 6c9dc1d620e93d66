package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A kill at any point changes nothing. */
class CrashTest {

  @Test
  void a_kill_between_the_database_and_the_offsets_changes_nothing() throws Exception {
    try (Stage stage = Stage.set()) {
      Map<String, String> env = new HashMap<>(stage.environment());
      env.put("FUNDSTREAM_PROJECTOR_COMMIT_MS", "60000"); // offsets never get as far as Kafka
      Funds fund = new Funds();
      try (ChildProjector child = ChildProjector.start(env, FreePort.next()).awaitReady()) {
        stage.relay().send(List.of(fund.registered("Killed"), fund.renamed("Twice")));
        stage.awaitProgress(fund.id(), 2);
        child.kill();
      }
      assertThat(committed(stage)).as("offsets in Kafka").isZero();
      String before = stage.tables().everything();
      assertThat(before).contains("Twice");
      try (ChildProjector again = ChildProjector.start(env, FreePort.next()).awaitReady()) {
        Funds marker = new Funds();
        stage.relay().send(marker.registered("After"));
        stage.awaitProgress(marker.id(), 1);
        assertThat(again.alive()).isTrue();
        assertThat(again.metric("fundstream_projector_records_total{outcome=\"duplicate\""))
            .as("what was stored came again, in each projection")
            .isGreaterThanOrEqualTo(2 * Stage.PROJECTIONS.size());
      }
      assertThat(stage.tables().everything().lines().toList()).containsAll(before.lines().toList());
      assertThat(stage.tables().progress("fund-v1", fund.id())).isEqualTo(2);
    }
  }

  private static long committed(Stage stage) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(Stage.GROUP).partitionsToOffsetAndMetadata().get();
      return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }
  }

  @Test
  void kills_under_load_lose_and_repeat_nothing_and_a_replay_gives_the_same_bytes()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("CrashTest seed " + seed);
    Random random = new Random(seed);
    try (Stage stage = Stage.set()) {
      List<Funds> funds = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Funds fund = new Funds();
        funds.add(fund);
        stage.relay().send(fund.registered("Fund " + i));
      }
      for (int life = 0; life < 3; life++) {
        try (ChildProjector child =
            ChildProjector.start(stage.environment(), FreePort.next()).awaitReady()) {
          int victimAfter = 50 + random.nextInt(400);
          for (int i = 0; i < 500; i++) {
            stage.relay().sendLater(next(funds.get(random.nextInt(30)), random, i)).get();
            if (i == victimAfter) {
              child.kill();
            }
          }
        }
      }
      try (TestProjector projector = stage.projector()) {
        assertThat(projector.service().ready()).isTrue();
        funds.forEach(fund -> stage.awaitProgress(fund.id(), fund.seq()));
      }
      funds.forEach(fund ->
          assertThat(stage.fund("version", fund.id()))
              .as("seed %d", seed)
              .isEqualTo(Integer.toString(fund.version())));
      assertReplayEqual(stage, funds);
    }
  }

  private static TestEvent next(Funds fund, Random random, int i) {
    return switch (random.nextInt(4)) {
      case 0 -> fund.draft("{\"i\":" + i + "}");
      case 1 -> fund.hardCapRemoved();
      default -> fund.renamed("Name " + i);
    };
  }

  private static void assertReplayEqual(Stage stage, List<Funds> funds) {
    String before = stage.tables().everything();
    stage.tables().wipe();
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      funds.forEach(fund -> stage.awaitProgress(fund.id(), fund.seq()));
      await().untilAsserted(() -> assertThat(stage.tables().everything()).isEqualTo(before));
    }
  }
}
