package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.TransactionalRelay.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.TransactionalRelay;
import io.fundstream.schemas.fund.FundContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of events between the day when a topic was deleted and made again and the end of the
 * rebuild of {@code event}, whose rows have offsets of the topic that is no more.
 */
class TopicMadeAgainTest {
  private Stage stage;
  private TransactionalRelay relay;
  private Operator operator;

  @BeforeEach
  void start() {
    stage = Stage.set();
    relay = new TransactionalRelay(stage);
    operator = new Operator(stage);
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    stage.close();
  }

  private void awaitParked(String projection, Funds fund, String... records) {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> assertThat(operator.parked(projection, fund.id())).containsExactly(records));
  }

  private void assertRebuilt(List<RecordMetadata> sent) {
    awaitLive(stage, "event", 2);
    assertThat(relay.placesRead()).isEqualTo(places(sent));
    assertThat(stage.tables().rows("select reason from read_model.parked")).isEmpty();
  }

  @Test
  void an_event_recorded_meanwhile_is_misplaced_or_parked_and_the_rebuild_mends_it()
      throws Exception {
    Funds fund = new Funds();
    List<TestEvent> log =
        List.of(fund.registered("Anew"), fund.renamed("A"), fund.renamed("B"), fund.draft("{}"));
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      relay.sendEach(log);
      awaitEvents(stage, log.size());
    }
    relay.makeAgain(FundContext.CONTEXT.topic());
    List<RecordMetadata> sent = new ArrayList<>(relay.send(log));
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      sent.addAll(relay.send(List.of(fund.renamed("C"), fund.renamed("D"))));
      awaitParked("event-v1", fund, "6 true");
      assertOneMisplacedOneParked();
      stage.awaitProgress("fund-v1", fund.id(), 6);
      stage.awaitProgress("activity-v1", fund.id(), 6);
      String generation = generation();
      desk(stage).rebuild("event");
      assertRebuilt(sent);
      assertThat(generation()).as("who follows the feed begins anew").isNotEqualTo(generation);
    }
  }

  /** The old rows are at 0, 2, 4 and 6, and what is before 7 has been shown to followers. */
  private void assertOneMisplacedOneParked() {
    assertThat(stage.tables().rows("select seq || '@' || \"offset\" from read_model.event"))
        .containsExactlyInAnyOrder("1@0", "2@2", "3@4", "4@6", "5@5");
    assertThat(stage.tables().number("select max(\"offset\") from read_model.applied"))
        .isEqualTo(7);
    assertThat(stage.tables().text("select \"offset\" || ' ' || reason from read_model.parked"))
        .startsWith("6 ")
        .contains("duplicate key value violates unique constraint \"event_v1_feed\"");
  }

  private String generation() {
    return stage
        .tables()
        .text("select generation from read_model.projection where name = 'event' and live");
  }

  @Test
  void what_was_parked_comes_again_and_is_applied_if_it_can_be_read_now() throws Exception {
    Funds fund = new Funds();
    List<TestEvent> log = List.of(fund.registered("One"), fund.renamed("A"), fund.renamed("B"));
    ProducerRecord<byte[], byte[]> good = stage.relay().record(log.get(1));
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      relay.sendEach(log.subList(0, 1));
      stage
          .relay()
          .send(
              new ProducerRecord<>(
                  good.topic(), null, null, good.key(), new byte[] {1}, good.headers()));
      relay.sendEach(log.subList(2, 3));
      Stage.PROJECTIONS.forEach(p -> awaitParked(p, fund, "2 true", "3 false"));
    }
    relay.makeAgain(FundContext.CONTEXT.topic());
    List<RecordMetadata> sent = relay.send(log);
    // As the runbook says: these places are of the old topic, and what has one of them now would
    // be taken for what was parked there.
    stage.tables().execute("delete from read_model.parked");
    desk(stage).rebuild("event");
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      stage.awaitProgress("fund-v1", fund.id(), 3);
      stage.awaitProgress("activity-v1", fund.id(), 3);
      assertRebuilt(sent);
    }
  }
}
