package io.fundstream.gateway.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partition key while a batch is decided: as its locked head says, then as the batch leaves it.
 */
final class KeyEntry {
  final UUID key;
  final @Nullable KeyHead head;
  UUID tenant;
  long seq;
  byte[] hash;
  long recordedAt;

  KeyEntry(UUID key, @Nullable KeyHead head, UUID tenant) {
    this.key = key;
    this.head = head;
    this.tenant = head == null ? tenant : head.tenant();
    this.seq = head == null ? 0 : head.seq();
    this.hash = head == null ? HashChain.GENESIS : head.hash();
    this.recordedAt = head == null ? 0 : head.recordedAt();
  }

  boolean changed() {
    return seq != (head == null ? 0 : head.seq());
  }
}
