package io.fundstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Does the harm, then audits: each edit, gap, swap and loss must be found and named. */
class AuditTest {
  /** One for each column of the log. */
  private static final List<String> EDITS =
      List.of(
          "event_id = gen_random_uuid()",
          "tenant = gen_random_uuid()",
          "context = 'edited'",
          "stream_id = gen_random_uuid()",
          "version = version + 100",
          "partition_key = gen_random_uuid()",
          "seq = seq + 100",
          "event_type = 'fundstream.vector.Edited'",
          "payload = payload || '\\x00'",
          "metadata = convert_to('{\"actor\":\"x\",\"correlationId\":\"c-3\"}', 'UTF8')",
          "effective_on = effective_on + 1",
          "recorded_at = recorded_at + interval '1 microsecond'",
          "hash = set_byte(hash, 0, get_byte(hash, 0) # 1)");

  private TestLog log;
  private UUID key;

  @BeforeEach
  void a_log_of_three_keys() throws Exception {
    log = new TestLog();
    key = log.key(5);
    log.key(3);
    log.key(1);
  }

  @AfterEach
  void drop_the_log() throws SQLException {
    log.close();
  }

  @Test
  void a_whole_log_is_sound() throws Exception {
    log.append(key, UUID.randomUUID(), "other", "another stream and context of the same key");
    AuditReport report = log.audit();
    assertThat(report.findings()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.exitStatus()).isZero();
    assertThat(report.keys()).isEqualTo(3);
    assertThat(report.streams()).isEqualTo(4);
    assertThat(report.events()).isEqualTo(10);
  }

  @Test
  void an_empty_log_is_sound() throws Exception {
    try (TestLog empty = new TestLog()) {
      assertThat(empty.audit().sound()).isTrue();
    }
  }

  @Test
  void one_byte_of_one_payload_changed_with_the_triggers_off_names_that_event_and_no_other()
      throws Exception {
    log.edit(key, 3, "payload = set_byte(payload, 12, get_byte(payload, 12) # 1)");
    AuditReport report = log.audit();
    assertThat(report.findings()).hasSize(1);
    assertNamed(report, Check.HASH, 3);
    assertThat(report.exitStatus()).isEqualTo(1);
  }

  @Test
  void an_edit_of_any_column_is_found() throws Exception {
    Map<String, UUID> edited = new LinkedHashMap<>();
    for (String assignment : EDITS) {
      UUID ours = log.key(4);
      UUID event = log.eventId(ours, 3);
      log.edit(ours, 3, assignment);
      edited.put(assignment, assignment.startsWith("event_id") ? log.eventId(ours, 3) : event);
    }
    AuditReport report =
        Audit.run(
            new AuditConfig(
                log.config().url(),
                log.config().user(),
                log.config().password(),
                null,
                AuditConfig.PATIENCE,
                1_000));
    assertThat(report.exitStatus()).isEqualTo(1);
    edited.forEach((assignment, event) ->
        assertThat(report.findings())
            .as(assignment)
            .anyMatch(finding -> event.equals(finding.eventId())));
  }

  @Test
  void a_deleted_last_event_of_a_key_is_found_by_the_heads() throws Exception {
    log.delete(key, "seq = 5");
    AuditReport report = log.audit();
    assertNamed(report, Check.PARTITION_HEAD, 4);
    assertThat(report.findings().getFirst().detail())
        .isEqualTo("the head is at seq 5, the last event at 4");
    assertThat(report.findings()).anyMatch(finding -> finding.check() == Check.STREAM_HEAD);
  }

  @Test
  void a_deleted_first_event_is_a_gap() throws Exception {
    log.delete(key, "seq = 1");
    assertNamed(log.audit(), Check.SEQ, 2);
  }

  @Test
  void a_deleted_event_in_the_middle_is_a_gap() throws Exception {
    log.delete(key, "seq in (2, 3)");
    AuditReport report = log.audit();
    assertNamed(report, Check.SEQ, 4);
    assertThat(report.findings().getFirst().detail()).isEqualTo("seq 2 to 3 is missing before it");
  }

  @Test
  void a_deleted_key_is_found_by_its_head() throws Exception {
    log.delete(key, "true");
    AuditReport report = log.audit();
    assertThat(report.findings())
        .anySatisfy(finding -> {
          assertThat(finding.check()).isEqualTo(Check.PARTITION_HEAD);
          assertThat(finding.partitionKey()).isEqualTo(key);
          assertThat(finding.detail()).contains("the key has no event");
        });
  }

  @Test
  void a_key_deleted_with_its_head_is_found_by_the_head_of_its_stream() throws Exception {
    log.delete(key, "true");
    log.execute(
        "update event_store.head set seq = null, hash = null, key_recorded_at = null where id = '"
            + key
            + "'");
    assertThat(log.audit().findings()).extracting(Finding::check).contains(Check.STREAM_HEAD);
  }

  @Test
  void two_swapped_events_are_found() throws Exception {
    log.tamper(
        """
        update event_store.event_log e set payload = o.payload from event_store.event_log o
        where o.partition_key = e.partition_key and e.partition_key = '%s'
          and (e.seq, o.seq) in ((2, 3), (3, 2))
        """
            .formatted(key));
    AuditReport report = log.audit();
    assertThat(report.findings()).extracting(Finding::seq).containsExactly(2L, 3L);
    assertNamed(report, Check.HASH, 2);
  }

  @Test
  void two_events_that_change_places_are_found() throws Exception {
    log.tamper(
        "update event_store.event_log set seq = 5 - seq where seq in (2, 3) and partition_key = '%s'"
            .formatted(key));
    assertThat(log.audit().findings())
        .extracting(Finding::check)
        .contains(Check.HASH, Check.RECORDED_AT, Check.VERSION);
  }

  @Test
  void an_inserted_event_is_a_second_one_with_its_seq() throws Exception {
    log.execute(
        """
        insert into event_store.event_log
        select gen_random_uuid(), tenant, context, stream_id, version, partition_key, seq, event_type, payload,
               metadata, effective_on, recorded_at + interval '1 microsecond', hash
        from event_store.event_log where partition_key = '%s' and seq = 2
        """
            .formatted(key));
    assertThat(log.audit().findings())
        .extracting(Finding::check)
        .contains(Check.SEQ, Check.VERSION);
  }

  @Test
  void two_events_with_one_id_are_found() throws Exception {
    log.edit(key, 5, "event_id = '" + log.eventId(key, 4) + "'");
    assertThat(log.audit().findings())
        .filteredOn(finding -> finding.check() == Check.EVENT_ID)
        .extracting(Finding::seq)
        .containsExactly(4L, 5L);
  }

  private void assertNamed(AuditReport report, Check check, long seq) throws SQLException {
    Finding first = report.findings().getFirst();
    assertThat(first.check()).isEqualTo(check);
    assertThat(first.partitionKey()).isEqualTo(key);
    assertThat(first.seq()).isEqualTo(seq);
    assertThat(first.eventId()).isEqualTo(log.eventId(key, seq));
  }
}
