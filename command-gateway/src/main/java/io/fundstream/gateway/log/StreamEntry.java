package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream while a batch is decided: as its locked head says, then as the batch leaves it. */
final class StreamEntry {
  final UUID id;
  final @Nullable StreamHead head;

  /** What it is; null while it does not exist. */
  @Nullable StreamKind<?, ?> kind;

  UUID tenant;
  UUID partitionKey;
  @Nullable Object state;
  int version;
  long firstAt;
  long recordedAt;

  StreamEntry(UUID id, @Nullable StreamHead head, UUID tenant, UUID partitionKey) {
    this.id = id;
    this.head = head;
    this.tenant = head == null ? tenant : head.tenant();
    this.partitionKey = head == null ? partitionKey : head.partitionKey();
    this.version = head == null ? 0 : head.version();
    this.firstAt = head == null ? 0 : head.firstAt();
    this.recordedAt = head == null ? 0 : head.recordedAt();
  }

  /** Whether a command of the tenant that takes it for this kind may know of it. */
  boolean visible(StreamKind<?, ?> as, UUID toTenant) {
    return kind == as && tenant.equals(toTenant);
  }

  /** Whether something is recorded under the id that is not of this kind, tenant and key. */
  boolean occupied(StreamKind<?, ?> as, UUID byTenant, UUID key) {
    boolean exists = head != null || kind != null;
    return exists && !(visible(as, byTenant) && partitionKey.equals(key));
  }

  boolean changed() {
    return version != storedVersion();
  }

  int storedVersion() {
    return head == null ? 0 : head.version();
  }
}
