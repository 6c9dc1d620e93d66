package io.fundstream.audit;

/** What a finding breaks. */
public enum Check {
  /** The columns of the event and the previous hash do not give the stored hash. */
  HASH,
  /** The events of a partition key are not numbered 1, 2, 3 … */
  SEQ,
  /** {@code recorded_at} does not rise from one event of a key to the next. */
  RECORDED_AT,
  /** The event lies in a table partition that its {@code recorded_at} does not belong to. */
  TABLE_PARTITION,
  /** Two events have one id. */
  EVENT_ID,
  /** The tenant, context or partition key changes inside a key or a stream. */
  OWNER,
  /** The head of a partition key is not its last event. */
  PARTITION_HEAD,
  /** The events of a stream are not numbered 1, 2, 3 … in the order of their {@code seq}. */
  VERSION,
  /** The head of a stream is not its last event. */
  STREAM_HEAD,
  /** The payload names no stored schema, or not that of its event type. */
  SCHEMA,
  /** An event of the log is not in Kafka. */
  TOPIC_MISSING,
  /** A record in Kafka is no event of the log. */
  TOPIC_UNKNOWN,
  /** A record in Kafka comes a second time or before an earlier one. */
  TOPIC_ORDER,
  /** A record in Kafka differs from its event. */
  TOPIC_RECORD
}
