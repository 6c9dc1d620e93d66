package io.fundstream.relay.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One row of the event log, as the relay carries it. Ids that are only passed on stay text: lower
 * case and canonical, as PostgreSQL writes them.
 *
 * @param seq the event's number under its partition key, from 1
 * @param payload Avro single-object encoding; never decoded here
 * @param metadata canonical JSON: actor, causationId, correlationId, traceparent
 * @param recordedAt whole microseconds
 * @param hash 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // carried, compared by nobody as part of the record
public record EventRow(
    String eventId,
    String tenant,
    String context,
    String streamId,
    int version,
    UUID partitionKey,
    long seq,
    String eventType,
    byte[] payload,
    byte[] metadata,
    LocalDate effectiveOn,
    Instant recordedAt,
    byte[] hash) {

  /** About how many bytes of memory the row holds, for the bounds of queues and batches. */
  public int weight() {
    return payload.length + metadata.length + 512;
  }

  /** What the head of this row's partition key is once the row is in Kafka. */
  public Head head() {
    return new Head(seq, hash, recordedAt);
  }

  /** {@code <partition key>:<seq>}. */
  public String position() {
    return partitionKey + ":" + seq;
  }
}
