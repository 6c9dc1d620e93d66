package io.fundstream.relay;

import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.relay.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;

/**
 * Everything that can be set about a relay.
 *
 * @param contexts whose topics are made even if no gateway has stored a schema yet
 * @param slot name of the replication slot
 * @param lockTimeout a relay that does nothing for so long loses the lock
 * @param standbyPoll how often a second relay tries to get the lock
 * @param maxRows events held in memory between PostgreSQL and Kafka, at most
 * @param maxBytes bytes of those events, at most
 */
public record RelayConfig(
    RelayDatabase database,
    KafkaSettings kafka,
    String registryUrl,
    List<String> contexts,
    String slot,
    Heartbeat.Pace pace,
    Duration lockTimeout,
    Duration standbyPoll,
    int maxRows,
    long maxBytes) {
  public RelayConfig {
    contexts = List.copyOf(contexts);
  }
}
