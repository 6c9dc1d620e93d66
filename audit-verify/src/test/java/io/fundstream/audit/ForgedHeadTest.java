package io.fundstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Harm around the chain: heads, tails hashed anew, schemas, table partitions, guards. */
class ForgedHeadTest {
  private TestLog log;
  private UUID key;

  @BeforeEach
  void a_log_of_two_keys() throws Exception {
    log = new TestLog();
    key = log.key(4);
    log.key(2);
  }

  @AfterEach
  void drop_the_log() throws SQLException {
    log.close();
  }

  @Test
  void a_forged_head_is_found() throws Exception {
    log.execute(
        "update event_store.partition_head set hash = sha256('x') where partition_key = '%s'"
            .formatted(key));
    assertFound(Check.PARTITION_HEAD, "the head's hash is");
  }

  @Test
  void a_head_that_was_turned_back_is_found() throws Exception {
    log.execute(
        "update event_store.partition_head set seq = 3 where partition_key = '%s'".formatted(key));
    assertFound(Check.PARTITION_HEAD, "the head is at seq 3, the last event at 4");
  }

  @Test
  void a_key_without_a_head_is_found() throws Exception {
    log.execute(
        "update event_store.head set seq = null, hash = null, key_recorded_at = null where id = '"
            + key
            + "'");
    assertFound(Check.PARTITION_HEAD, "the key has events but no head");
  }

  @Test
  void a_head_made_for_a_refused_command_is_no_fault() throws Exception {
    log.execute(
        """
        insert into event_store.partition_head
        values (gen_random_uuid(), gen_random_uuid(), 0, decode(repeat('00', 32), 'hex'), clock_timestamp())
        """);
    assertThat(log.audit().sound()).isTrue();
  }

  @Test
  void a_forged_stream_head_is_found() throws Exception {
    log.execute(
        "update event_store.stream_head set version = 9 where stream_id = '%s'".formatted(key));
    assertFound(Check.STREAM_HEAD, "version=9");
  }

  @Test
  void a_tail_hashed_anew_is_found_by_the_head() throws Exception {
    log.edit(key, 2, "effective_on = effective_on + 1");
    log.tamper("select test_log.rehash('%s', 2)".formatted(key));
    AuditReport report = log.audit();
    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().getFirst().check()).isEqualTo(Check.PARTITION_HEAD);
  }

  /** What the database alone cannot show; docs/hash-chain.md says so, and Kafka shows it. */
  @Test
  void a_tail_hashed_anew_with_its_head_is_not_found_without_kafka() throws Exception {
    log.edit(key, 2, "effective_on = effective_on + 1");
    log.tamper("select test_log.rehash('%s', 2)".formatted(key));
    log.execute(
        """
        update event_store.partition_head h set hash = e.hash from event_store.event_log e
        where e.partition_key = h.partition_key and e.seq = h.seq
        """);
    assertThat(log.audit().sound()).isTrue();
  }

  @Test
  void an_event_in_the_wrong_table_partition_is_found() throws Exception {
    String table =
        log.query(
            String.class,
            "select tableoid::regclass::text from event_store.event_log where partition_key = '%s' and seq = 2"
                .formatted(key));
    // What no statement can do, the catalogue can: a check that claims to have been validated.
    String bound =
        "check (recorded_at is not null and recorded_at < '2001-01-01 00:00:00+00') not valid";
    log.tamper(
        """
        alter table event_store.event_log detach partition %1$s;
        alter table %1$s add constraint forged %2$s;
        update pg_constraint set convalidated = true where conname = 'forged';
        alter table event_store.event_log attach partition %1$s
            for values from (minvalue) to ('2001-01-01 00:00:00+00')
        """
            .formatted(table, bound));
    assertThat(log.audit().findings()).extracting(Finding::check).contains(Check.TABLE_PARTITION);
  }

  @Test
  void a_detached_table_partition_is_found() throws Exception {
    String table =
        log.query(
            String.class,
            "select tableoid::regclass::text from event_store.event_log where partition_key = '%s' and seq = 2"
                .formatted(key));
    log.execute("alter table event_store.event_log detach partition " + table);
    assertFound(Check.PARTITION_HEAD, "the key has no event");
  }

  @Test
  void a_payload_whose_schema_is_not_stored_is_found() throws Exception {
    log.execute("delete from event_store.event_schema");
    assertFound(Check.SCHEMA, "ff0981a4ec3b6866, which is not stored");
  }

  @Test
  void a_schema_that_was_edited_is_found() throws Exception {
    log.execute("update event_store.event_schema set json = replace(json, 'note', 'text')");
    assertFound(Check.SCHEMA, "schema ff0981a4ec3b6866 has SHA-256");
  }

  @Test
  void a_disabled_guard_is_a_warning() throws Exception {
    log.execute("alter table event_store.event_log disable trigger event_log_is_append_only");
    AuditReport report = log.audit();
    assertThat(report.sound()).isTrue();
    assertThat(report.warnings())
        .contains(
            "the trigger event_log_is_append_only on event_store.event_log is missing or not always enabled");
  }

  private void assertFound(Check check, String detail) throws SQLException {
    assertThat(log.audit().findings())
        .anySatisfy(finding -> {
          assertThat(finding.check()).isEqualTo(check);
          assertThat(finding.detail()).contains(detail);
        });
  }
}
