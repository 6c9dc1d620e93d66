package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.deadletter.NoticeHeaders;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A record that cannot be read or applied holds up its own key and nothing else. */
class ParkingTest {
  private static Stage stage;
  private static TestProjector projector;

  @BeforeAll
  static void start() {
    stage = Stage.set();
    projector = stage.projector();
  }

  @AfterAll
  static void stop() throws Exception {
    projector.close();
    stage.close();
  }

  private static ProducerRecord<byte[], byte[]> spoiled(TestEvent event) {
    ProducerRecord<byte[], byte[]> good = stage.relay().record(event);
    byte[] bad = {0, 1, 2};
    return new ProducerRecord<>(
        good.topic(), null, good.timestamp(), good.key(), bad, good.headers());
  }

  private static List<String> parked(String projection, UUID key) {
    return stage
        .tables()
        .rows(
            "select coalesce(seq::text, 'none') || ' ' || poison from read_model.parked where projection = '%s' and partition_key = '%s' order by \"offset\""
                .formatted(projection, key));
  }

  private static List<ConsumerRecord<byte[], byte[]>> notices(RecordMetadata at) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", stage.kafka().bootstrapServers(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition part = new TopicPartition("fundstream.fund.dlq", 0);
      consumer.assign(List.of(part));
      consumer.seekToBeginning(List.of(part));
      long end = consumer.endOffsets(List.of(part)).getOrDefault(part, 0L);
      while (consumer.position(part) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(notice -> {
              if (header(notice, NoticeHeaders.OFFSET).equals(Long.toString(at.offset()))
                  && header(notice, NoticeHeaders.PARTITION)
                      .equals(Integer.toString(at.partition()))) {
                found.add(notice);
              }
            });
      }
    }
    return found;
  }

  private static String header(ConsumerRecord<byte[], byte[]> notice, String name) {
    return new String(notice.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void what_cannot_be_decoded_is_parked_with_what_follows_and_other_keys_go_on() {
    Funds bad = new Funds();
    Funds good = new Funds();
    stage.relay().send(bad.registered("Bad"));
    RecordMetadata at = stage.relay().send(spoiled(bad.renamed("Spoiled")));
    stage.relay().send(List.of(bad.renamed("Later"), bad.note("Later still")));
    stage.relay().send(List.of(good.registered("Good"), good.renamed("Better")));
    stage.awaitProgress(good.id(), 2);
    await()
        .untilAsserted(() ->
            assertThat(Stage.PROJECTIONS)
                .allSatisfy(p -> assertThat(parked(p, bad.id())).hasSize(3)));

    assertThat(Stage.PROJECTIONS)
        .allSatisfy(p -> {
          assertThat(stage.tables().progress(p, bad.id())).isEqualTo(1);
          assertThat(parked(p, bad.id())).contains("2 true", "3 false", "4 false");
        });
    assertThat(stage.fund("name", bad.id())).isEqualTo("Bad");
    await().untilAsserted(() -> assertThat(notices(at)).hasSize(3));
    assertThat(notices(at))
        .allSatisfy(notice -> {
          assertThat(notice.value()).containsExactly(0, 1, 2);
          assertThat(new String(notice.key(), StandardCharsets.UTF_8))
              .isEqualTo(bad.id().toString());
          assertThat(header(notice, NoticeHeaders.REASON)).contains("wire format");
          assertThat(header(notice, NoticeHeaders.STACK_DIGEST)).hasSize(16);
          assertThat(header(notice, NoticeHeaders.TOPIC)).isEqualTo("fundstream.fund");
          assertThat(header(notice, "ce_partitionseq")).isEqualTo("2");
        });
  }

  @Test
  void what_cannot_be_applied_is_parked_by_the_projection_that_cannot() {
    Funds fund = new Funds();
    stage
        .relay()
        .send(
            List.of(
                fund.registered("Refused"), fund.status("INVESTING", "CLOSED"), fund.renamed("X")));
    stage.awaitProgress("event-v1", fund.id(), 3);
    stage.awaitProgress("activity-v1", fund.id(), 3);
    await()
        .untilAsserted(
            () -> assertThat(parked("fund-v1", fund.id())).containsExactly("2 true", "3 false"));
    assertThat(stage.fund("version", fund.id())).isEqualTo("1");
  }

  @Test
  void what_postgresql_refuses_is_found_in_its_batch_and_parked_alone() {
    Funds bad = new Funds();
    TestEvent nul = bad.registered("NUL \0 in a name");
    List<TestEvent> events = new ArrayList<>();
    List<Funds> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Funds other = new Funds();
      others.add(other);
      events.add(other.registered("Neighbour " + i));
      if (i == 10) {
        events.add(nul);
      }
    }
    stage.relay().send(events);
    others.forEach(other -> stage.awaitProgress(other.id(), 1));
    await().untilAsserted(() -> assertThat(parked("fund-v1", bad.id())).containsExactly("1 true"));
    assertThat(stage.tables().progress("fund-v1", bad.id())).isZero();
  }

  @Test
  void a_record_without_a_readable_key_or_headers_is_parked_too() {
    Funds fund = new Funds();
    stage.relay().send(fund.registered("Headless"));
    byte[] junk = {9, 9, 9};
    byte[] key = fund.id().toString().getBytes(StandardCharsets.UTF_8);
    stage.relay().send(new ProducerRecord<>("fundstream.fund", 0, junk, junk));
    stage.relay().send(new ProducerRecord<>("fundstream.fund", 1, null, null));
    stage.relay().send(new ProducerRecord<>("fundstream.fund", key, null));
    stage.relay().send(fund.renamed("Behind"));
    await()
        .untilAsserted(() -> {
          assertThat(parked("fund-v1", fund.id())).containsExactly("none true", "2 false");
          assertThat(parked("fund-v1", new UUID(0, 0))).hasSizeGreaterThanOrEqualTo(2);
        });
    assertThat(stage.fund("name", fund.id())).isEqualTo("Headless");
  }

  @Test
  void readiness_and_metrics_tell_of_parked_records() {
    Funds fund = new Funds();
    stage.relay().send(spoiled(fund.registered("Spoiled")));
    await().untilAsserted(() -> assertThat(parked("event-v1", fund.id())).hasSize(1));
    await()
        .untilAsserted(() -> {
          assertThat(projector.readyz()).contains("keys parked").contains("event-v1");
          assertThat(projector.get("/metrics"))
              .containsPattern("fundstream_projector_parked\\{.*event-v1.*} [1-9]")
              .containsPattern("fundstream_projector_parked_keys\\{.*event-v1.*} [1-9]");
        });
  }
}
