package io.fundstream.relay.plan;

import java.time.Instant;
import java.util.Arrays;

/**
 * The last event of a partition key that Kafka holds.
 *
 * @param seq from 1
 * @param hash the event's hash, 32 bytes
 * @param recordedAt when it was recorded: later events lie at or after it
 */
@SuppressWarnings("ArrayRecordComponent") // compared with sameEvent
public record Head(long seq, byte[] hash, Instant recordedAt) {
  /** Bytes of a hash. */
  public static final int HASH = 32;

  public Head {
    if (seq < 1 || hash.length != HASH) {
      throw new IllegalArgumentException("a head has a seq from 1 and a hash of 32 bytes");
    }
  }

  /** Whether both are the same event. */
  public boolean sameEvent(Head other) {
    return seq == other.seq && Arrays.equals(hash, other.hash);
  }
}
