package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestRegistry;
import io.fundstream.parts.TestServer;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the projector needs may be away, at the start and later. */
class OutageTest {
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

  @Test
  void postgresql_goes_and_comes_back() throws Exception {
    try (TestServer server = TestServer.fresh();
        Stage stage = Stage.on(server.database());
        TestProjector projector = stage.projector()) {
      Funds fund = new Funds();
      stage.relay().send(fund.registered("Before"));
      stage.awaitProgress(fund.id(), 1);
      server.postgres().kill();
      stage.relay().send(fund.renamed("While PostgreSQL is away"));
      await().atMost(Duration.ofSeconds(30)).until(() -> !projector.service().ready());
      server.postgres().start();
      long back = System.nanoTime();
      stage.awaitProgress(fund.id(), 2);
      within("PostgreSQL", back);
      assertThat(stage.fund("name", fund.id())).isEqualTo("While PostgreSQL is away");
      projector.awaitReady();
    }
  }

  @Test
  void kafka_goes_and_comes_back() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      Funds fund = new Funds();
      stage.relay().send(fund.registered("Before"));
      stage.awaitProgress(fund.id(), 1);
      stage.kafka().kill();
      await().atMost(Duration.ofSeconds(30)).until(() -> !projector.service().ready());
      stage.kafka().start();
      long back = System.nanoTime();
      stage.relay().send(fund.renamed("After"));
      stage.awaitProgress(fund.id(), 2);
      within("Kafka", back);
      projector.awaitReady();
    }
  }

  private static void within(String part, long back) {
    Duration took = Duration.ofNanos(System.nanoTime() - back);
    System.out.println(part + " back to next event readable: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(LONGEST_RECOVERY);
  }

  @Test
  void a_record_waits_for_the_registry_and_is_not_parked() throws Exception {
    try (TestRegistry registry = TestRegistry.fresh();
        Stage stage = Stage.with(registry)) {
      Funds fund = new Funds();
      stage.relay().send(fund.registered("Undecodable for now"));
      registry.stop();
      Map<String, String> env = new HashMap<>(stage.environment());
      try (TestProjector projector = TestProjector.start(env)) {
        await("hindered")
            .atMost(Duration.ofSeconds(60))
            .until(() -> projector.readyz().contains("schema registry"));
        assertThat(stage.tables().number("select count(*) from read_model.parked")).isZero();
        registry.start();
        stage.awaitProgress(fund.id(), 1);
        projector.awaitReady();
        assertThat(stage.tables().number("select count(*) from read_model.parked")).isZero();
      }
    }
  }

  @Test
  void it_starts_before_everything_it_needs() throws Exception {
    try (TestServer server = TestServer.fresh();
        Stage stage = Stage.on(server.database())) {
      Funds fund = new Funds();
      stage.relay().send(fund.registered("Early"));
      server.postgres().stop();
      stage.kafka().stop();
      try (TestProjector projector = TestProjector.start(stage.environment())) {
        assertThat(projector.service().ready()).isFalse();
        server.postgres().start();
        stage.kafka().start();
        stage.awaitProgress(fund.id(), 1);
        projector.awaitReady();
      }
    }
  }

  @Test
  void progress_that_was_lost_is_made_good_from_the_beginning_of_the_topics() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      Funds other = new Funds();
      Funds fund = new Funds();
      stage.relay().send(other.registered("Keeps its progress"));
      stage.relay().send(fund.registered("Loses it"));
      stage.relay().send(fund.renamed("Two"));
      stage.awaitProgress(fund.id(), 2);
      stage.awaitProgress(other.id(), 1);
      // As after a restore of an older backup of the read model: offsets are ahead of the tables.
      stage
          .tables()
          .execute(
              "delete from read_model.progress where partition_key = '%s'".formatted(fund.id()));
      for (String table : new String[] {"fund_v1", "fund_history_v1"}) {
        stage
            .tables()
            .execute("delete from read_model.%s where id = '%s'".formatted(table, fund.id()));
      }
      stage.relay().send(fund.renamed("Three"));
      stage.awaitProgress(fund.id(), 3);
      assertThat(stage.fund("name", fund.id())).isEqualTo("Three");
      assertThat(
              stage
                  .tables()
                  .number(
                      "select count(*) from read_model.fund_history where id = '%s'"
                          .formatted(fund.id())))
          .isEqualTo(3);
    }
  }
}
