package io.fundstream.relay;

import static io.fundstream.relay.RelayFixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestRegistry;
import io.fundstream.relay.kafka.KafkaSettings;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.SchemaFingerprint;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.Topics;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the field before the tests
class RelayServiceTest {
  private static RelayFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RelayFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void a_record_is_what_the_wire_contract_says() throws Exception {
    UUID fund = UUID.randomUUID();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      log.write(fund, 2);
      fixture.awaitAll(log);
      ConsumerRecord<byte[], byte[]> record = fixture.topics.of(fund).getLast();
      EventEnvelope event = TopicReader.envelope(record);
      assertThat(event.seq()).isEqualTo(2);
      assertThat(event.type()).isEqualTo("fundstream.fund.FundDraftSaved");
      assertThat(event.actor()).isEqualTo("api-key:default");
      assertThat(event.causationId()).isEqualTo("c1");
      assertThat(event.traceparent()).isNull();
      assertThat(record.timestamp()).isEqualTo(event.recordedAt().toEpochMilli());
      assertThat(record.partition()).isEqualTo(murmur2(fund.toString()));
      assertThat(decoded(record).get("config")).hasToString("{\"n\":2}");
      assertThat(relay.ready()).isTrue();
    }
  }

  private static int murmur2(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % Topics.PARTITIONS;
  }

  private static GenericRecord decoded(ConsumerRecord<byte[], byte[]> record) throws Exception {
    try (ConfluentSchemaRegistry registry =
        new ConfluentSchemaRegistry(TestRegistry.shared().url())) {
      String schema = registry.schema(ConfluentWire.schemaId(record.value()));
      return ConfluentWire.decode(record.value(), new Schema.Parser().parse(schema));
    }
  }

  @Test
  void a_transaction_larger_than_every_batch_arrives_whole_and_in_order() throws Exception {
    RelayConfig small = fixture.config(c -> c.maxRows(50));
    try (RunningService relay = Main.start(small);
        LogWriter log = new LogWriter(fixture.database)) {
      RelayFixture.awaitReady(relay);
      log.write(UUID.randomUUID(), 500);
      fixture.awaitAll(log);
    }
  }

  @Test
  void a_schema_and_a_context_that_come_later_are_registered_on_the_way() throws Exception {
    UUID fund = UUID.randomUUID();
    Schema schema =
        SchemaBuilder.record("NoteTaken")
            .namespace("fundstream.remark")
            .fields()
            .requiredString("text")
            .endRecord();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      log.write(fund);
      log.store(schema);
      log.append(fund, "remark", "fundstream.remark.NoteTaken", note(schema));
      log.commit();
      log.write(fund);
      await()
          .atMost(SOON)
          .until(() -> fixture.topics.seqs().getOrDefault(fund, List.of()).contains(3L));
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(fixture.topics.events(Topics.of("remark")))
                  .extracting(EventEnvelope::seq)
                  .containsExactly(2L));
      assertThat(fixture.topics.seqs().get(fund)).containsExactly(1L, 3L);
      assertThat(relay.ready()).isTrue();
    }
  }

  private static byte[] note(Schema schema) {
    byte[] header = {(byte) 0xC3, 1};
    byte[] body = {8, 't', 'e', 'x', 't'};
    byte[] payload = new byte[SingleObject.HEADER + body.length];
    System.arraycopy(header, 0, payload, 0, 2);
    System.arraycopy(SchemaFingerprint.of(schema), 0, payload, 2, 8);
    System.arraycopy(body, 0, payload, SingleObject.HEADER, body.length);
    return payload;
  }

  @Test
  void a_second_relay_stands_by_and_takes_over() throws Exception {
    RunningService first = fixture.relay();
    try (RunningService second = Main.start(fixture.config());
        LogWriter log = new LogWriter(fixture.database)) {
      UUID fund = UUID.randomUUID();
      log.write(fund, 3);
      fixture.awaitAll(log);
      assertThat(second.ready()).isFalse();
      first.close();
      log.write(fund, 3);
      RelayFixture.awaitReady(second);
      log.write(fund, 3);
      fixture.awaitAll(log);
    } finally {
      first.close();
    }
  }

  @Test
  void a_relay_that_lost_its_place_is_fenced_and_says_that_it_is_over() throws Exception {
    try (RunningService zombie = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      // Whose commit comes just while Kafka ends its transaction for the newcomer is told that it
      // has none, not that it is fenced (11 of 150 at random moments): it may begin again, behind
      // the lock, and take its place back. Then it loses it once more.
      await()
          .atMost(SOON)
          .until(() -> {
            takePlaceInKafka();
            log.write(UUID.randomUUID());
            return isOver(zombie);
          });
      assertThat(zombie.fatal().toCompletableFuture().join()).isInstanceOf(Fenced.class);
      await().atMost(SOON).until(() -> !zombie.ready());
      try (RunningService rebuilt = fixture.relay()) {
        fixture.awaitAll(log);
        assertThat(rebuilt.ready()).isTrue();
      }
    }
  }

  private static void takePlaceInKafka() {
    try (KafkaProducer<byte[], byte[]> successor =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                fixture.kafka.bootstrapServers(),
                "transactional.id",
                KafkaSettings.TRANSACTIONAL_ID),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      successor.initTransactions();
    }
  }

  private static boolean isOver(RunningService relay) throws Exception {
    try {
      relay.fatal().toCompletableFuture().get(5, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Test
  void settled_time_waits_for_an_open_gateway_transaction() throws Exception {
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database);
        LogWriter slow = new LogWriter(fixture.database)) {
      Instant before = Instant.now();
      slow.append(UUID.randomUUID());
      log.write(UUID.randomUUID());
      fixture.awaitAll(log);
      List<Instant> whileOpen = new ArrayList<>();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(300))
          .until(() -> {
            whileOpen.add(fixture.topics.settledAt());
            return whileOpen.size() == 6;
          });
      assertThat(whileOpen).allMatch(at -> at.isBefore(before.plusMillis(500)));
      slow.commit();
      Instant after = Instant.now();
      await().atMost(SOON).until(() -> fixture.topics.settledAt().isAfter(after));
      assertThat(relay.ready()).isTrue();
    }
  }

  @Test
  void settled_time_comes_with_the_ends_of_what_was_sent() throws Exception {
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      for (int i = 0; i < 30; i++) {
        log.write(UUID.randomUUID());
      }
      fixture.awaitAll(log);
      Instant written = Instant.now();
      await().atMost(SOON).until(() -> fixture.topics.settledAt().isAfter(written));
      assertThat(fixture.topics.settledEnds()).isEqualTo(fixture.topics.lastOffsetsPlusOne());
      assertThat(relay.ready()).isTrue();
    }
  }
}
