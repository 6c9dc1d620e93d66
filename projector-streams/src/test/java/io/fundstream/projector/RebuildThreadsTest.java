package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.Rebuilds.fillFunds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.stream.Group;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** More threads while tables are filled, and fewer when they serve. */
class RebuildThreadsTest {
  private static final Map<String, String> THREE_TO_FILL =
      Map.of("FUNDSTREAM_PROJECTOR_THREADS", "1", "FUNDSTREAM_PROJECTOR_REBUILD_THREADS", "3");
  private static final String FILLING = "activity-v2";
  private static final String SERVING = Group.live(Set.of("fund-v1", "event-v1", "activity-v2"));

  @Test
  void a_version_that_is_filled_has_more_threads_and_gives_them_back_when_it_serves()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector(THREE_TO_FILL)) {
      awaitEvents(stage, fillFunds(stage, new Random(5), 20));
      String before = stage.tables().contents("activity", 1);
      try (Connection reader = stage.database().connect("fundstream_query");
          Statement statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        statement.execute("select 1 from read_model.activity"); // holds the switch up
        desk(stage).rebuild("activity");
        awaitMembers(stage, FILLING, "projector-1-1", "projector-1-2", "projector-1-3");
      }
      awaitLive(stage, "activity", 2);
      assertThat(stage.tables().contents("activity", 2)).isEqualTo(before);
      awaitMembers(stage, SERVING, "projector-1-1");
      awaitMembers(stage, FILLING);
      assertThat(projector.readyz()).contains("activity-v2 running");
    }
  }

  @Test
  void a_projector_that_starts_after_a_rebuild_waits_for_no_thread_of_before() throws Exception {
    try (Stage stage = Stage.set()) {
      Funds fund = new Funds();
      try (TestProjector projector = stage.projector(THREE_TO_FILL)) {
        stage.relay().send(fund.registered("Fund"));
        awaitEvents(stage, 1);
        desk(stage).rebuild("activity");
        awaitLive(stage, "activity", 2);
        awaitMembers(stage, SERVING, "projector-1-1");
        assertThat(projector.service().ready()).isTrue();
      }
      stage.relay().send(fund.renamed("Renamed"));
      try (TestProjector projector = stage.projector(THREE_TO_FILL)) {
        stage.awaitProgress("activity-v2", fund.id(), 2);
        assertThat(members(stage, SERVING)).containsExactly("projector-1-1");
        assertThat(projector.service().ready()).isTrue();
      }
    }
  }

  private static void awaitMembers(Stage stage, String group, String... names) {
    await("threads of " + group + ": " + List.of(names))
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(ExecutionException.class) // no such group yet
        .untilAsserted(() -> assertThat(members(stage, group)).containsExactlyInAnyOrder(names));
  }

  private static Set<String> members(Stage stage, String group)
      throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", stage.kafka().bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .map(member -> member.groupInstanceId().orElse("none"))
          .collect(Collectors.toSet());
    }
  }
}
