package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.rebuild.RebuildDesk;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody who may write to the topic sends a record that cannot be decoded, with the number that
 * the next event of the key will have: it must not take that event's place.
 */
class StrangersRecordTest {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private Stage stage;
  private TestProjector projector;
  private Operator operator;

  @BeforeEach
  void start() {
    stage = Stage.set();
    projector = stage.projector();
    operator = new Operator(stage);
  }

  @AfterEach
  void stop() throws Exception {
    projector.close();
    stage.close();
  }

  /** The stranger's record, the event whose number it has, and one more, all parked. */
  private Place parked(Funds fund) {
    stage.relay().send(fund.registered("One"));
    TestEvent second = fund.renamed("Two");
    ProducerRecord<byte[], byte[]> good = stage.relay().record(second);
    RecordMetadata at =
        stage
            .relay()
            .send(
                new ProducerRecord<>(
                    good.topic(), null, null, good.key(), new byte[] {0, 1, 2}, good.headers()));
    awaitParked(fund, 1);
    stage.relay().send(List.of(second, fund.note("Three")));
    awaitParked(fund, 3);
    return new Place(at.topic(), at.partition(), at.offset());
  }

  private void awaitParked(Funds fund, int records) {
    await()
        .atMost(LONGEST)
        .untilAsserted(() ->
            assertThat(Stage.PROJECTIONS)
                .allSatisfy(p -> assertThat(operator.parked(p, fund.id())).hasSize(records)));
  }

  private void assertWhole(Funds fund) {
    assertThat(stage.fund("name || ' ' || version", fund.id())).isEqualTo("Two 2");
    assertThat(Stage.PROJECTIONS)
        .allSatisfy(p -> {
          assertThat(operator.parked(p, fund.id())).isEmpty();
          assertThat(stage.tables().progress(p, fund.id())).isEqualTo(3);
        });
    assertThat(
            stage
                .tables()
                .rows(
                    "select name from read_model.fund_history where id = '%s' order by version"
                        .formatted(fund.id())))
        .containsExactly("One", "Two");
  }

  @Test
  void a_retry_applies_the_event_and_takes_the_strangers_record_away() {
    Funds fund = new Funds();
    Place place = parked(fund);
    Stage.PROJECTIONS.forEach(p -> operator.retry(p, place));
    assertWhole(fund);
  }

  @Test
  void a_skip_leaves_out_the_strangers_record_and_not_the_event_in_a_rebuild_too() {
    Funds fund = new Funds();
    Place place = parked(fund);
    Stage.PROJECTIONS.forEach(p -> operator.skip(p, place));
    assertWhole(fund);
    assertThat(
            stage
                .tables()
                .rows(
                    "select name || ' ' || coalesce(seq::text, 'none') from read_model.skipped where partition_key = '%s' order by 1"
                        .formatted(fund.id())))
        .containsExactly("activity none", "event none", "fund none");

    RebuildDesk desk = new RebuildDesk(stage.database().as("fundstream_operator"));
    desk.rebuild("event");
    await()
        .atMost(LONGEST)
        .until(() ->
            desk.versions().stream()
                .anyMatch(v -> v.name().equals("event") && v.number() == 2 && v.live()));
    assertThat(stage.tables().progress("event-v2", fund.id())).isEqualTo(3);
    assertThat(
            stage
                .tables()
                .number(
                    "select count(*) from read_model.event where partition_key = '%s'"
                        .formatted(fund.id())))
        .isEqualTo(3);
  }
}
