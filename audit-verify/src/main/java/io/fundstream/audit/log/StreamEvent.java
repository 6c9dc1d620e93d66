package io.fundstream.audit.log;

import java.util.UUID;

/** The columns of an event that order its stream; {@code recordedAt} in microseconds since 1970. */
record StreamEvent(
    UUID streamId,
    int version,
    UUID partitionKey,
    long seq,
    UUID tenant,
    String context,
    UUID eventId,
    long recordedAt) {

  static final String SELECT =
      """
      select stream_id, version, partition_key, seq, tenant, context, event_id, recorded_at
      from event_store.event_log order by stream_id, version, recorded_at
      """;

  static StreamEvent read(BinaryRow row) {
    return new StreamEvent(
        row.uuid(),
        row.int32(),
        row.uuid(),
        row.int64(),
        row.uuid(),
        row.text(),
        row.uuid(),
        row.micros());
  }
}
