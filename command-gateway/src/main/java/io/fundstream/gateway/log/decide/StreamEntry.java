package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.log.head.StreamHead;
import io.fundstream.gateway.log.state.CachedState;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream while a batch is decided: as its locked head says, then as the batch leaves it. */
public final class StreamEntry {
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

  public UUID streamId() {
    return id.id;
  }

  /** Whether it was not there before the batch. */
  public boolean isNew() {
    return head == null;
  }

  /** Where the batch leaves it; only of a stream whose kind and state are known. */
  public CachedState reached() {
    return new CachedState(
        Objects.requireNonNull(kind), version, Objects.requireNonNull(state), recordedAt);
  }

  /** Whether the batch took it over a multiple of so many events. */
  public boolean passed(int events) {
    return version / events > storedVersion() / events;
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
