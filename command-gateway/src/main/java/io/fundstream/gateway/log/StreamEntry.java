package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream while a batch is decided: as its locked head says, then as the batch leaves it. */
final class StreamEntry {
  final IdEntry id;
  final @Nullable StreamHead head;

  /** What it is; null while it does not exist. */
  @Nullable StreamKind<?, ?> kind;

  UUID partitionKey;
  @Nullable Object state;
  int version;
  long firstAt;
  long recordedAt;

  StreamEntry(IdEntry id, @Nullable StreamHead head, UUID partitionKey) {
    this.id = id;
    this.head = head;
    this.partitionKey = head == null ? partitionKey : head.partitionKey();
    this.version = head == null ? 0 : head.version();
    this.firstAt = head == null ? 0 : head.firstAt();
    this.recordedAt = head == null ? 0 : head.recordedAt();
  }

  /** Whether a command of the tenant that takes it for this kind may know of it. */
  boolean visible(StreamKind<?, ?> as, UUID toTenant) {
    return kind == as && toTenant.equals(id.tenant);
  }

  /** Whether the id is another tenant's, or a stream that is not of this kind and key. */
  boolean occupied(StreamKind<?, ?> as, UUID byTenant, UUID key) {
    boolean exists = head != null || kind != null;
    return id.foreign(byTenant) || (exists && !(visible(as, byTenant) && partitionKey.equals(key)));
  }

  boolean changed() {
    return version != storedVersion();
  }

  int storedVersion() {
    return head == null ? 0 : head.version();
  }

  StreamHead after() {
    StreamKind<?, ?> is = Objects.requireNonNull(kind);
    return new StreamHead(is.context(), is.name(), partitionKey, version, firstAt, recordedAt);
  }
}
