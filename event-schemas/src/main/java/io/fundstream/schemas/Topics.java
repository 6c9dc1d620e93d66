package io.fundstream.schemas;

/** Names and sizes of the Kafka topics. None of them can ever change. */
public final class Topics {
  /** Partitions of every context topic, by murmur2 of the key. */
  public static final int PARTITIONS = 12;

  /**
   * The relay's source position, committed with the records it covers. One partition, compacted.
   */
  public static final String RELAY_OFFSETS = "fundstream.relay.offsets";

  /** Per partition key the last {@code seq} and hash in Kafka. One partition, compacted. */
  public static final String RELAY_HEADS = "fundstream.relay.heads";

  /** Up to which instant everything recorded is in the topics. One partition, compacted. */
  public static final String RELAY_SETTLED = "fundstream.relay.settled";

  private static final String PREFIX = "fundstream.";

  private Topics() {}

  /** The topic of a context's events. */
  public static String of(String context) {
    return PREFIX + context;
  }

  /** The topic of notices about a context's records that could not be applied. One partition. */
  public static String deadLetters(String context) {
    return PREFIX + context + ".dlq";
  }
}
