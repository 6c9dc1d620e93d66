package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** An event that Kafka does not have holds up its own key and nothing else. */
class GapTest {
  @Test
  void a_key_whose_event_is_missing_for_good_is_parked_and_goes_on_when_it_comes()
      throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      Operator operator = new Operator(stage);
      Funds fund = new Funds();
      stage.relay().send(fund.registered("One"));
      TestEvent withheld = fund.renamed("Two");
      RecordMetadata third = stage.relay().send(fund.renamed("Three"));
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(Stage.PROJECTIONS)
                  .allSatisfy(
                      p -> assertThat(operator.parked(p, fund.id())).containsExactly("none true")));
      assertThat(stage.tables().text("select reason from read_model.parked"))
          .contains("an event before it is missing");
      assertThat(projector.get("/metrics"))
          .containsPattern("fundstream_projector_gaps_total\\{.*fund-v1.*} [1-9]");

      Funds other = new Funds();
      stage.relay().send(other.registered("Another key"));
      stage.awaitProgress(other.id(), 1);
      stage.relay().send(withheld);
      Stage.PROJECTIONS.forEach(p ->
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> operator.parked(p, fund.id()).size() == 2));
      Place place = new Place(third.topic(), third.partition(), third.offset());
      Stage.PROJECTIONS.forEach(p -> operator.retry(p, place));
      stage.awaitProgress(fund.id(), 3);
      assertThat(stage.fund("name", fund.id())).isEqualTo("Three");
      assertThat(stage.tables().rows("select reason from read_model.parked")).isEmpty();
    }
  }
}
