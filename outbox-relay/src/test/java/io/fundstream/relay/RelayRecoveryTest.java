package io.fundstream.relay;

import static io.fundstream.relay.RelayFixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.relay.kafka.SourcePosition;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/** Each test loses something while no relay runs, writes on, and starts a relay again. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields before each test
class RelayRecoveryTest {
  private static RelayFixture fixture;

  private final UUID known = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();
  private LogWriter log;

  @BeforeAll
  static void start() {
    fixture = new RelayFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @BeforeEach
  void before_the_loss() throws Exception {
    log = new LogWriter(fixture.database);
    try (RunningService relay = fixture.relay()) {
      log.write(known, 5);
      log.write(quiet, 2);
      fixture.awaitAll(log);
      assertThat(relay.ready()).isTrue();
    }
  }

  @AfterEach
  void close() throws SQLException {
    log.close();
  }

  private double recoversAndStreamsOn() throws Exception {
    log.write(known, 3);
    log.write(UUID.randomUUID(), 2);
    try (RunningService relay = fixture.relay()) {
      log.write(known, 2);
      log.write(UUID.randomUUID());
      fixture.awaitAll(log);
      return RelayFixture.counter(relay, "recoveries");
    }
  }

  @Test
  void a_restart_sends_nothing_twice() throws Exception {
    assertThat(recoversAndStreamsOn()).isZero();
  }

  @Test
  void a_slot_dropped_while_the_relay_is_down_loses_nothing() throws Exception {
    fixture.dropSlot();
    assertThat(recoversAndStreamsOn()).isEqualTo(1);
  }

  @Test
  void a_slot_made_by_someone_else_later_is_not_trusted() throws Exception {
    fixture.dropSlot();
    log.write(known);
    fixture.ask("select pg_create_logical_replication_slot('fundstream_outbox', 'pgoutput')");
    assertThat(recoversAndStreamsOn()).isEqualTo(1);
  }

  @Test
  void lost_offsets_lose_nothing() throws Exception {
    fixture.lose(Topics.RELAY_OFFSETS);
    assertThat(recoversAndStreamsOn()).isEqualTo(1);
  }

  @Test
  void a_lost_slot_and_lost_offsets_lose_nothing() throws Exception {
    fixture.dropSlot();
    fixture.lose(Topics.RELAY_OFFSETS);
    assertThat(recoversAndStreamsOn()).isEqualTo(1);
  }

  @Test
  void lost_heads_are_found_again_in_the_topics() throws Exception {
    fixture.lose(Topics.RELAY_HEADS);
    assertThat(recoversAndStreamsOn()).isZero();
  }

  @Test
  void slot_offsets_and_heads_all_lost_lose_nothing() throws Exception {
    fixture.dropSlot();
    fixture.lose(Topics.RELAY_OFFSETS);
    fixture.lose(Topics.RELAY_HEADS);
    assertThat(recoversAndStreamsOn()).isEqualTo(1);
  }

  @Test
  void a_stream_that_begins_too_late_is_filled_from_the_log() throws Exception {
    log.write(known, 4);
    UUID unsent = UUID.randomUUID();
    log.write(unsent, 2);
    forgePosition(LogSequenceNumber.valueOf(fixture.ask("select pg_current_wal_lsn()")));
    log.write(known);
    log.write(unsent);
    try (RunningService relay = fixture.relay()) {
      fixture.awaitAll(log);
      assertThat(RelayFixture.counter(relay, "events_filled")).isEqualTo(6);
      assertThat(RelayFixture.counter(relay, "recoveries")).isZero();
    }
  }

  /** As if the events before had been sent already. */
  private static void forgePosition(LogSequenceNumber lsn) throws Exception {
    SourcePosition last =
        SourcePosition.read(fixture.topics.read(Topics.RELAY_OFFSETS).getLast().value());
    SourcePosition forged =
        new SourcePosition(lsn.asLong(), last.system(), last.timeline(), last.keys());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", fixture.kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] key = "outbox".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(Topics.RELAY_OFFSETS, key, forged.bytes())).get();
    }
  }

  @Test
  void a_quiet_databases_slot_moves() throws Exception {
    try (RunningService relay = fixture.relay()) {
      String before = confirmed();
      fixture.ask("select pg_switch_wal()");
      await().atMost(SOON).until(() -> !confirmed().equals(before));
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> RelayFixture.counter(relay, "transactions") >= 3);
      assertThat(RelayFixture.counter(relay, "events_sent")).isZero();
    }
  }

  private static String confirmed() throws SQLException {
    return fixture.ask(
        "select confirmed_flush_lsn from pg_replication_slots where slot_name = 'fundstream_outbox'");
  }
}
