package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.deadletter.Detail;
import io.fundstream.projector.deadletter.Letter;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.deadletter.Wished;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parked records are tried again or left out, and what waited behind them follows in order. */
class DrainTest {
  private static Stage stage;
  private static TestProjector projector;
  private static Operator operator;

  @BeforeAll
  static void start() {
    stage = Stage.set();
    projector = stage.projector();
    operator = new Operator(stage);
  }

  @AfterAll
  static void stop() throws Exception {
    projector.close();
    stage.close();
  }

  private static Place place(RecordMetadata at) {
    return new Place(at.topic(), at.partition(), at.offset());
  }

  /** The record says that its schema is one that the registry does not know. */
  private static ProducerRecord<byte[], byte[]> spoiled(TestEvent event) {
    ProducerRecord<byte[], byte[]> good = stage.relay().record(event);
    return new ProducerRecord<>(
        good.topic(), null, good.timestamp(), good.key(), new byte[] {0, 1, 2}, good.headers());
  }

  private static void awaitParked(UUID key, int records) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(Stage.PROJECTIONS)
                .allSatisfy(p -> assertThat(operator.parked(p, key)).hasSize(records)));
  }

  private static void mend(Place place, TestEvent event) {
    operator.mend(place, stage.relay().record(event).value());
  }

  @Test
  void a_retry_after_a_fix_applies_the_record_and_what_waited_in_order() {
    Funds fund = new Funds();
    stage.relay().send(fund.registered("One"));
    TestEvent second = fund.renamed("Two");
    Place place = place(stage.relay().send(spoiled(second)));
    List<TestEvent> later = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      later.add(i % 5 == 0 ? fund.note("Note " + i) : fund.renamed("Name " + i));
    }
    stage.relay().send(later);
    awaitParked(fund.id(), 1_501);
    String generation = generation();

    mend(place, second);
    for (String projection : Stage.PROJECTIONS) {
      Wished wish = operator.retry(projection, place);
      assertThat(operator.letters().first(wish)).isEmpty();
      assertThat(stage.tables().progress(projection, fund.id())).isEqualTo(1_502);
    }
    assertThat(stage.fund("name", fund.id())).isEqualTo("Name 1499");
    assertThat(stage.fund("version", fund.id())).isEqualTo("1202");
    assertThat(
            stage
                .tables()
                .number(
                    "select count(*) from read_model.fund_history where id = '%s'"
                        .formatted(fund.id())))
        .isEqualTo(1_202);
    assertThat(generation()).as("rows appeared behind cursors").isNotEqualTo(generation);
    stage.relay().send(fund.renamed("Afterwards"));
    stage.awaitProgress(fund.id(), 1_503);
    assertThat(stage.fund("name", fund.id())).isEqualTo("Afterwards");
  }

  private static String generation() {
    return stage
        .tables()
        .text("select generation from read_model.projection where name = 'event' and live");
  }

  @Test
  void a_retry_that_fails_again_stays_parked_with_the_new_reason() {
    Funds fund = new Funds();
    stage.relay().send(fund.registered("One"));
    TestEvent second = fund.renamed("Two");
    Place place = place(stage.relay().send(spoiled(second)));
    stage.relay().send(fund.renamed("Three"));
    awaitParked(fund.id(), 2);
    String before = operator.letters().show(List.of("fund-v1"), place).getFirst().letter().reason();
    mend(place, fund.status("CLOSED", "INVESTING"));

    Wished wish = operator.retry("fund-v1", place);
    Letter left = operator.letters().first(wish).orElseThrow();
    assertThat(left.place()).isEqualTo(place);
    assertThat(left.reason()).isNotEqualTo(before).contains("FundStatusChanged");
    assertThat(left.behind()).isEqualTo(1);
    assertThat(stage.tables().progress("fund-v1", fund.id())).isEqualTo(1);
    assertThat(stage.fund("name", fund.id())).isEqualTo("One");
  }

  @Test
  void what_waited_may_be_at_fault_itself_and_then_the_key_stops_there() {
    Funds fund = new Funds();
    stage.relay().send(fund.registered("One"));
    TestEvent second = fund.renamed("Two");
    Place place = place(stage.relay().send(spoiled(second)));
    stage.relay().send(fund.renamed("Three"));
    RecordMetadata refused = stage.relay().send(fund.status("CLOSED", "INVESTING"));
    stage.relay().send(fund.renamed("Five"));
    awaitParked(fund.id(), 4);
    mend(place, second);

    Wished wish = operator.retry("fund-v1", place);
    Letter left = operator.letters().first(wish).orElseThrow();
    assertThat(left.place()).isEqualTo(place(refused));
    assertThat(left.reason()).contains("FUNDRAISING");
    assertThat(operator.parked("fund-v1", fund.id())).containsExactly("4 true", "5 false");
    assertThat(stage.fund("name", fund.id())).isEqualTo("Three");
    operator.skip("fund-v1", place(refused));
    assertThat(operator.parked("fund-v1", fund.id())).isEmpty();
    assertThat(stage.fund("name || ' ' || version || ' ' || status", fund.id()))
        .isEqualTo("Five 5 FUNDRAISING");
  }

  @Test
  void a_skip_moves_the_progress_and_only_its_own_key_had_waited() {
    Funds bad = new Funds();
    Funds good = new Funds();
    stage.relay().send(bad.registered("Bad"));
    Place place = place(stage.relay().send(spoiled(bad.renamed("Spoiled"))));
    stage.relay().send(List.of(bad.renamed("After it"), good.registered("Good")));
    awaitParked(bad.id(), 2);
    stage.awaitProgress(good.id(), 1);

    for (String projection : Stage.PROJECTIONS) {
      operator.skip(projection, place);
      assertThat(operator.parked(projection, bad.id())).isEmpty();
    }
    stage.awaitProgress(bad.id(), 3);
    assertThat(stage.fund("name", bad.id())).isEqualTo("After it");
    assertThat(
            stage
                .tables()
                .rows(
                    "select name || ' ' || seq from read_model.skipped where partition_key = '%s' order by 1"
                        .formatted(bad.id())))
        .containsExactly("activity 2", "event 2", "fund 2");
  }

  @Test
  void records_whose_key_cannot_be_read_are_skipped_one_by_one() {
    byte[] junk = {9, 9, 9};
    Place first = place(stage.relay().send(new ProducerRecord<>("fundstream.fund", 0, junk, junk)));
    Place second =
        place(stage.relay().send(new ProducerRecord<>("fundstream.fund", 0, junk, junk)));
    UUID none = new UUID(0, 0);
    awaitParked(none, 2);
    Wished retried = operator.retry("fund-v1", first);
    assertThat(operator.letters().first(retried)).isPresent();
    operator.skip("fund-v1", first);
    assertThat(operator.letters().show(List.of("fund-v1"), first)).isEmpty();
    assertThat(operator.letters().show(List.of("fund-v1"), second)).hasSize(1);
    operator.skip("fund-v1", second);
    assertThat(operator.parked("fund-v1", none)).isEmpty();
  }

  @Test
  void a_parked_record_is_listed_and_shown_with_its_bytes() {
    Funds fund = new Funds();
    stage.relay().send(fund.registered("Shown"));
    Place place = place(stage.relay().send(spoiled(fund.renamed("Spoiled"))));
    stage.relay().send(fund.renamed("Behind"));
    awaitParked(fund.id(), 2);
    assertThat(operator.letters().list(List.of("event-v1"), 1_000))
        .anySatisfy(letter -> {
          assertThat(letter.place()).isEqualTo(place);
          assertThat(letter.key()).isEqualTo(fund.id());
          assertThat(letter.seq()).isEqualTo(2);
          assertThat(letter.behind()).isEqualTo(1);
        });
    List<Detail> shown = operator.letters().show(List.of(), place);
    assertThat(shown).hasSize(3);
    assertThat(shown.getFirst().record()).containsExactly(0, 1, 2);
    assertThat(shown.getFirst().headers()).contains("ce_partitionseq");
    assertThat(shown.getFirst().progress()).isEqualTo(1);
    assertThat(Place.read(place.toString())).contains(place);
    assertThat(Place.read("nonsense")).isEmpty();
  }

  @Test
  void an_operator_may_ask_and_nothing_else() {
    for (String sql :
        List.of(
            "delete from read_model.parked",
            "update read_model.progress set seq = 0",
            "delete from read_model.wish",
            "insert into read_model.wish (kind, projection, asked_by) values ('rebuild', 'fund', 'me')",
            "select 1 from read_model.fund",
            "select 1 from event_store.event_log",
            "create table read_model.mine (id int)")) {
      assertThatThrownBy(() -> asOperator(sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  private static void asOperator(String sql) throws SQLException {
    try (Connection connection = stage.database().connect("fundstream_operator");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
