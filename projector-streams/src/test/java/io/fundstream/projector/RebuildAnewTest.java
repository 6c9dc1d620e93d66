package io.fundstream.projector;

import static io.fundstream.projector.support.Rebuilds.LONGEST;
import static io.fundstream.projector.support.Rebuilds.awaitEvents;
import static io.fundstream.projector.support.Rebuilds.awaitLive;
import static io.fundstream.projector.support.Rebuilds.desk;
import static io.fundstream.projector.support.TransactionalRelay.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.projector.support.TransactionalRelay;
import io.fundstream.schemas.fund.FundContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The events' table is rebuilt after their topic was deleted and made again with fewer offsets: the
 * version that serves has some that never come.
 */
class RebuildAnewTest {
  private Stage stage;
  private TransactionalRelay relay;

  @BeforeEach
  void start() {
    stage = Stage.set();
    relay = new TransactionalRelay(stage);
  }

  @AfterEach
  void stop() throws Exception {
    relay.close();
    stage.close();
  }

  @Test
  void the_new_version_waits_for_no_offset_of_the_old_topic() throws Exception {
    Funds two = new Funds();
    Funds five = new Funds();
    List<TestEvent> log =
        List.of(
            two.registered("Two events"),
            five.registered("Five events"),
            five.renamed("A"),
            five.renamed("B"),
            two.renamed("C"),
            five.draft("{}"),
            five.published(1));
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      relay.sendEach(log);
      awaitEvents(stage, log.size());
    }
    relay.makeAgain(FundContext.CONTEXT.topic());
    List<RecordMetadata> sent = relay.send(log);
    assertThat(relay.placesRead()).isNotEqualTo(places(sent));
    // As the runbook says: asked for before the projector starts.
    desk(stage).rebuild("event");
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      awaitLive(stage, "event", 2);
      assertThat(relay.placesRead()).isEqualTo(places(sent));
    }
  }

  @Test
  void it_takes_over_while_events_come() throws Exception {
    Funds fund = new Funds();
    List<TestEvent> log = List.of(fund.registered("One"), fund.renamed("A"), fund.renamed("B"));
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      relay.send(log);
      relay.send(Collections.nCopies(20_000, log.getLast()));
      await()
          .atMost(LONGEST)
          .until(() ->
              stage
                  .tables()
                  .text("select max(\"offset\") from read_model.applied")
                  .equals("20004"));
    }
    relay.makeAgain(FundContext.CONTEXT.topic());
    List<RecordMetadata> sent = new ArrayList<>(relay.send(log));
    desk(stage).rebuild("event");
    try (TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      while (desk(stage).versions().stream()
          .noneMatch(v -> v.live() && v.toString().equals("event-v2"))) {
        sent.addAll(relay.send(List.of(fund.renamed("Name " + sent.size()))));
        assertThat(sent).as("never takes over").hasSizeLessThan(9_000);
      }
      System.out.println(sent.size() + " events until it took over");
      awaitEvents(stage, sent.size());
      assertThat(relay.placesRead()).isEqualTo(places(sent));
    }
  }
}
