package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.relay.kafka.KafkaSettings;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A broker that is killed between a commit and its markers may forget them when it starts
 * (KAFKA-20734): the records stay undecided for ever, and nobody can read past them. A transaction
 * that its producer has left open looks the same from outside.
 */
class RelayHungTransactionTest {
  private final RelayFixture fixture = new RelayFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void what_hangs_when_a_relay_starts_is_ended_and_every_event_is_there_once() throws Exception {
    UUID fund = UUID.randomUUID();
    try (LogWriter log = new LogWriter(fixture.database)) {
      try (RunningService relay = fixture.relay()) {
        log.write(fund, 3);
        fixture.awaitAll(log);
      }
      try (var stranger = leftOpen(fund, Topics.of("fund"), Topics.RELAY_HEADS)) {
        log.write(fund, 3);
        try (RunningService relay = fixture.relay()) {
          log.write(fund, 3);
          fixture.awaitAll(log);
          assertThat(relay.fatal().toCompletableFuture()).isNotDone();
        }
      }
    }
  }

  @Test
  void what_hangs_while_a_relay_runs_is_found_by_it_and_ended() throws Exception {
    UUID fund = UUID.randomUUID();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      log.write(fund, 3);
      fixture.awaitAll(log);
      try (var stranger = leftOpen(fund, Topics.of("fund"), Topics.RELAY_OFFSETS)) {
        log.write(fund, 3);
        fixture.awaitAll(log);
        assertThat(relay.fatal().toCompletableFuture()).isNotDone();
      }
      log.write(fund, 3);
      fixture.awaitAll(log);
    }
  }

  /** A transaction with a record in the fund's partition and others, that nobody ends. */
  private KafkaProducer<byte[], byte[]> leftOpen(UUID fund, String... topics) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            fixture.kafka.bootstrapServers(),
            "transactional.id",
            KafkaSettings.TRANSACTIONAL_ID + "-hung",
            "transaction.timeout.ms",
            (int) Duration.ofMinutes(14).toMillis());
    var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    byte[] key = fund.toString().getBytes(StandardCharsets.US_ASCII);
    for (String topic : topics) {
      producer.send(new ProducerRecord<>(topic, key, new byte[] {1}));
    }
    producer.flush();
    return producer;
  }
}
