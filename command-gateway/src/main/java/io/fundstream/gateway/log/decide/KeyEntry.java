package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.log.head.KeyHead;
import org.jspecify.annotations.Nullable;

/**
 * A partition key while a batch is decided: as its locked head says, then as the batch leaves it.
 */
final class KeyEntry {
  final IdEntry id;
  private final @Nullable KeyHead head;
  long seq;
  byte[] hash;
  long recordedAt;

  KeyEntry(IdEntry id, @Nullable KeyHead head) {
    this.id = id;
    this.head = head;
    this.seq = head == null ? 0 : head.seq();
    this.hash = head == null ? HashChain.GENESIS : head.hash();
    this.recordedAt = head == null ? 0 : head.recordedAt();
  }

  boolean changed() {
    return seq != (head == null ? 0 : head.seq());
  }

  KeyHead after() {
    return new KeyHead(seq, hash, recordedAt);
  }
}
