package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;

/**
 * Two instances share the parts; one goes and the other takes over; it comes back and harms none.
 */
class TakeoverTest {
  private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(10);

  @Test
  void the_other_instance_takes_over_from_a_killed_one() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector here = first(stage);
        ChildProjector other = second(stage)) {
      assertThat(here.service().ready()).isTrue();
      awaitShared(stage);
      List<Funds> funds = funds(stage);
      other.kill();
      long killed = System.nanoTime();
      stage.relay().send(funds.stream().map(fund -> fund.renamed("After the kill")).toList());
      stage.awaitProgress(funds, 2);
      Duration took = Duration.ofNanos(System.nanoTime() - killed);
      System.out.println("takeover took " + took.toMillis() + " ms");
      assertThat(took).isLessThan(LONGEST_TAKEOVER);
    }
  }

  @Test
  void an_instance_that_wakes_up_after_its_parts_were_given_away_overwrites_nothing()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector here = first(stage);
        ChildProjector other = second(stage)) {
      assertThat(here.service().ready()).isTrue();
      awaitShared(stage);
      List<Funds> funds = funds(stage);
      other.signal("STOP");
      funds.forEach(fund -> stage.relay().send(fund.renamed("While it slept")));
      stage.awaitProgress(funds, 2);
      String before = stage.tables().everything();
      other.signal("CONT");
      awaitShared(stage);
      assertThat(stage.tables().everything()).isEqualTo(before);
      funds.forEach(fund -> stage.relay().send(fund.renamed("Afterwards")));
      stage.awaitProgress(funds, 3);
      funds.forEach(fund -> assertThat(stage.fund("version", fund.id())).isEqualTo("3"));
    }
  }

  @Test
  void an_instance_that_is_paused_with_its_hands_full_overwrites_nothing_newer() throws Exception {
    long seed = System.nanoTime();
    System.out.println("TakeoverTest seed " + seed);
    Random random = new Random(seed);
    try (Stage stage = Stage.set();
        TestProjector here = first(stage);
        ChildProjector other = second(stage);
        Versions sampled = new Versions(stage)) {
      assertThat(here.service().ready()).isTrue();
      awaitShared(stage);
      List<Funds> funds = funds(stage);
      for (int i = 0; i < 2_000; i++) {
        Funds fund = funds.get(random.nextInt(funds.size()));
        stage.relay().sendLater(fund.renamed("Name " + i));
        if (i == 500 + random.nextInt(1_000)) {
          other.signal("STOP");
        }
      }
      other.signal("STOP");
      awaitEach(stage, funds);
      other.signal("CONT");
      awaitShared(stage);
      funds.forEach(fund -> stage.relay().sendLater(fund.renamed("The last")));
      awaitEach(stage, funds);
      assertThat(sampled.wentBack()).as("seed %d", seed).isEmpty();
      assertThat(stage.tables().rows("select distinct name from read_model.fund"))
          .containsExactly("The last");
    }
  }

  private static void awaitEach(Stage stage, List<Funds> funds) {
    funds.stream()
        .collect(Collectors.groupingBy(Funds::seq))
        .forEach((seq, those) -> stage.awaitProgress(those, seq));
  }

  /** With the same contexts as the child: instances of one group subscribe to the same topics. */
  private static TestProjector first(Stage stage) {
    TestProjector first = TestProjector.start(stage.environment(), List.of(FundSlice.SLICE));
    first.awaitReady();
    return first;
  }

  private static ChildProjector second(Stage stage) {
    Map<String, String> env = new HashMap<>(stage.environment());
    env.put("FUNDSTREAM_PROJECTOR_INSTANCE", "projector-2");
    return ChildProjector.start(env, FreePort.next());
  }

  /** Enough of them that every part has some. */
  private static List<Funds> funds(Stage stage) {
    List<Funds> funds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      funds.add(new Funds());
    }
    stage.relay().send(funds.stream().map(fund -> fund.registered("Fund")).toList());
    stage.awaitProgress(funds, 1);
    return funds;
  }

  private static void awaitShared(Stage stage) {
    await("two members with parts in the group")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(parts(stage, Stage.GROUP)).hasSize(2));
  }

  private static List<Integer> parts(Stage stage, String group)
      throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .map(MemberDescription::assignment)
          .map(assignment -> assignment.topicPartitions().size())
          .filter(count -> count > 0)
          .toList();
    }
  }
}
