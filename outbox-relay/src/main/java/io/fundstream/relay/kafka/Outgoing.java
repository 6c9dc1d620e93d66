package io.fundstream.relay.kafka;

import io.fundstream.relay.plan.Head;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One producer transaction.
 *
 * @param events in order
 * @param heads of the keys that the events touch
 * @param position the source position once the events are in Kafka; null while a recovery is under
 *     way, which has none before its end
 * @param settled up to which instant everything recorded is in Kafka with these events; null to
 *     publish none
 */
public record Outgoing(
    List<ProducerRecord<byte[], byte[]>> events,
    Map<UUID, Head> heads,
    @Nullable SourcePosition position,
    @Nullable Instant settled) {}
