package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import io.fundstream.schemas.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What readers are told about how far the tables are. */
class SettledTest {
  private static final Map<String, String> PATIENT =
      Map.of("FUNDSTREAM_PROJECTOR_GAP_TIMEOUT_MS", "600000");
  private static final String FIRST = "2026-03-01T00:00:00.000001Z";
  private static final String SECOND = "2026-03-02T00:00:00.000002Z";

  @Test
  void a_part_is_settled_when_everything_before_the_mark_is_applied() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector(PATIENT)) {
      assertThat(projector.service().ready()).isTrue();
      Funds fund = new Funds();
      RecordMetadata first = stage.relay().send(fund.registered("Settled"));
      int part = first.partition();
      stage.relay().settled(FIRST, ends(part, first.offset() + 1));
      awaitSettled(stage, part, "2026-03-01 00:00:00.000001+00");
      awaitSettled(stage, (part + 1) % Topics.PARTITIONS, "2026-03-01 00:00:00.000001+00");

      // The second event is withheld, the third lies in Kafka and waits in memory.
      TestEvent withheld = fund.note("between");
      RecordMetadata third = stage.relay().send(fund.renamed("Third"));
      stage.relay().settled(SECOND, ends(part, third.offset() + 1));
      awaitSettled(stage, (part + 1) % Topics.PARTITIONS, "2026-03-02 00:00:00.000002+00");
      assertThat(settled(stage, part)).isEqualTo("2026-03-01 00:00:00.000001+00");
      assertThat(applied(stage, part)).isEqualTo(Long.toString(third.offset()));
      stage.relay().send(withheld);
      awaitSettled(stage, part, "2026-03-02 00:00:00.000002+00");
      assertThat(applied(stage, part)).isEqualTo(Long.toString(third.offset() + 1));
    }
  }

  @Test
  void a_part_with_a_parked_record_stays_unsettled() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector()) {
      assertThat(projector.service().ready()).isTrue();
      Funds fund = new Funds();
      ProducerRecord<byte[], byte[]> good = stage.relay().record(fund.registered("Bad"));
      RecordMetadata at =
          stage
              .relay()
              .send(
                  new ProducerRecord<>(
                      good.topic(), null, null, good.key(), new byte[] {1}, good.headers()));
      stage.relay().settled(FIRST, ends(at.partition(), at.offset() + 1));
      awaitSettled(
          stage, (at.partition() + 1) % Topics.PARTITIONS, "2026-03-01 00:00:00.000001+00");
      assertThat(settled(stage, at.partition())).isEmpty();
    }
  }

  private static Map<String, long[]> ends(int part, long end) {
    long[] ends = new long[Topics.PARTITIONS];
    ends[part] = end;
    return Map.of("fundstream.fund", ends, "fundstream.note", new long[Topics.PARTITIONS]);
  }

  private static String settled(Stage stage, int part) {
    return stage
        .tables()
        .text(
            "select settled_at from read_model.settled where projection = 'event-v1' and part = "
                + part);
  }

  private static String applied(Stage stage, int part) {
    return stage
        .tables()
        .text(
            "select \"offset\" from read_model.applied where projection = 'event-v1' and topic = 'fundstream.fund' and part = "
                + part);
  }

  private static void awaitSettled(Stage stage, int part, String at) {
    await("settled").untilAsserted(() -> assertThat(settled(stage, part)).isEqualTo(at));
  }
}
