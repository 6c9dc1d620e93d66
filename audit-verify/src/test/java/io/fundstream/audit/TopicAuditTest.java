package io.fundstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestKafka;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kafka compared with the log: each record that is dropped, repeated, swapped or edited is found.
 */
class TopicAuditTest {
  private static final Set<String> OF_METADATA = Set.of("ce_actor", "ce_correlationid");
  private static final Set<String> HEADERS =
      Set.of(
          "ce_specversion",
          "ce_id",
          "ce_source",
          "ce_type",
          "ce_subject",
          "ce_time",
          "content-type",
          "ce_streamversion",
          "ce_eventhash",
          "ce_effectiveon",
          "ce_tenant",
          "ce_actor",
          "ce_correlationid");

  private TestLog log;
  private TestRelay relay;
  private UUID key;

  @BeforeEach
  void a_log_of_two_contexts() throws Exception {
    log = new TestLog();
    relay = new TestRelay(TestKafka.shared().bootstrapServers());
    relay.topics("vector", "other");
    key = log.key(4);
    log.key(2);
    UUID stream = UUID.randomUUID();
    log.append(key, stream, "other", "seq 5");
    log.append(key, key, "vector", "seq 6");
    log.append(key, stream, "other", "seq 7");
  }

  @AfterEach
  void drop_them() throws Exception {
    relay.deleteTopics();
    relay.close();
    log.close();
  }

  @Test
  void topics_that_hold_each_event_once_and_in_order_are_sound() throws Exception {
    relay.abort(relay.records(log));
    relay.send(relay.records(log));
    AuditReport report = audit();
    assertThat(report.findings()).isEmpty();
    AuditReport.Topics topics = Objects.requireNonNull(report.topics());
    assertThat(topics.records()).isEqualTo(9);
    assertThat(topics.topics()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6, 8})
  void a_dropped_record_is_named(int dropped) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    String id = header(records.remove(dropped), "ce_id");
    relay.send(records);
    AuditReport report = audit();
    assertThat(report.findings()).hasSize(1);
    Finding finding = report.findings().getFirst();
    assertThat(finding.check()).isEqualTo(Check.TOPIC_MISSING);
    assertThat(finding.eventId()).hasToString(id);
  }

  @Test
  void a_repeated_record_is_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    relay.send(records);
    relay.send(records.subList(1, 2));
    AuditReport report = audit();
    assertThat(report.findings()).extracting(Finding::check).containsExactly(Check.TOPIC_ORDER);
    assertThat(report.findings().getFirst().seq()).isEqualTo(2);
  }

  @Test
  void swapped_records_are_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    Collections.swap(records, 1, 2);
    relay.send(records);
    assertThat(audit().findings()).extracting(Finding::check).contains(Check.TOPIC_ORDER);
  }

  @Test
  void a_changed_payload_is_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    byte[] value = records.get(2).value();
    value[value.length - 1] ^= 1;
    assertEdited(records, "payload");
  }

  @Test
  void another_schema_id_is_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    records.get(2).value()[4] = 9;
    relay.send(records);
    assertThat(audit().findings().getFirst().detail()).contains("schema id 9");
  }

  @Test
  void a_changed_header_is_named() throws Exception {
    for (String name : HEADERS) {
      List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
      Headers headers = records.get(2).headers();
      headers.remove(name);
      headers.add(name, "1999".getBytes(UTF_8));
      assertEdited(records, OF_METADATA.contains(name) ? "metadata" : name);
    }
  }

  @Test
  void a_missing_header_is_named() throws Exception {
    for (String name : HEADERS) {
      List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
      records.get(2).headers().remove(name);
      assertEdited(records, name);
    }
  }

  @Test
  void a_header_too_many_is_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    records.get(2).headers().add("traceparent", "00".getBytes(UTF_8));
    assertEdited(records, "metadata");
    records = relay.records(log);
    records.get(2).headers().add("op", "c".getBytes(UTF_8));
    assertEdited(records, "op");
  }

  @Test
  void a_record_that_is_no_event_is_named() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    log.delete(key, "seq = 7");
    relay.send(records);
    assertThat(audit().findings())
        .extracting(Finding::check)
        .contains(Check.PARTITION_HEAD, Check.TOPIC_UNKNOWN);
  }

  @Test
  void a_tail_hashed_anew_with_its_head_is_found_by_comparing_kafka() throws Exception {
    relay.send(relay.records(log));
    log.edit(key, 6, "effective_on = effective_on + 1");
    log.tamper("select test_log.rehash('%s', 6)".formatted(key));
    log.execute(
        """
        update event_store.partition_head h set hash = e.hash from event_store.event_log e
        where e.partition_key = h.partition_key and e.seq = h.seq
        """);
    assertThat(log.audit().sound()).isTrue();
    assertThat(audit().findings()).extracting(Finding::seq).containsExactlyInAnyOrder(6L, 7L);
  }

  @Test
  void a_missing_topic_is_named() throws Exception {
    relay.deleteTopics();
    assertThat(audit().findings())
        .extracting(Finding::detail)
        .contains("topic fundstream.vector is not there", "topic fundstream.other is not there");
  }

  @Test
  void events_that_are_on_their_way_are_waited_for() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = relay.records(log);
    relay.send(records.subList(0, 5));
    CompletableFuture<Void> rest =
        CompletableFuture.runAsync(
            () -> relay.send(records.subList(5, records.size())),
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
    AuditConfig patient =
        log.config()
            .comparing(TestKafka.shared().bootstrapServers())
            .waiting(Duration.ofSeconds(20));
    assertThat(Audit.run(patient).findings()).isEmpty();
    rest.join();
  }

  private void assertEdited(List<ProducerRecord<byte[], byte[]>> records, String named)
      throws Exception {
    relay.deleteTopics();
    relay.topics("vector", "other");
    relay.send(records);
    AuditReport report = audit();
    assertThat(report.findings()).as(named).hasSize(1);
    Finding finding = report.findings().getFirst();
    assertThat(finding.check()).isEqualTo(Check.TOPIC_RECORD);
    assertThat(finding.partitionKey()).isEqualTo(key);
    assertThat(finding.seq()).isEqualTo(3);
    assertThat(finding.detail()).contains(named);
  }

  private AuditReport audit() throws Exception {
    return Audit.run(
        log.config()
            .comparing(TestKafka.shared().bootstrapServers())
            .waiting(Duration.ofMillis(500)));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
