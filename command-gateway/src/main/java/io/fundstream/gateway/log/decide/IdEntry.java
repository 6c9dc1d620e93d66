package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.log.head.Head;
import io.fundstream.gateway.log.head.KeyHead;
import io.fundstream.gateway.log.head.StreamHead;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An id while a batch is decided: whose it is, and what it is a stream and a partition key of. */
final class IdEntry {
  final UUID id;

  /** As the locked row says; null if there is none. */
  final @Nullable Head stored;

  /** Whose it is; null while it is nobody's. */
  @Nullable UUID tenant;

  @Nullable StreamEntry stream;
  @Nullable KeyEntry key;

  IdEntry(UUID id, @Nullable Head stored) {
    this.id = id;
    this.stored = stored;
    this.tenant = stored == null ? null : stored.tenant();
  }

  /** Whether it is somebody else's, as a stream or as a key. */
  boolean foreign(UUID to) {
    return tenant != null && !tenant.equals(to);
  }

  StreamEntry stream(UUID partitionKey) {
    StreamEntry known = stream;
    if (known == null) {
      known = new StreamEntry(this, stored == null ? null : stored.stream(), partitionKey);
      stream = known;
    }
    return known;
  }

  KeyEntry key() {
    KeyEntry known = key;
    if (known == null) {
      known = new KeyEntry(this, stored == null ? null : stored.key());
      key = known;
    }
    return known;
  }

  boolean changed() {
    return (stream != null && stream.changed()) || (key != null && key.changed());
  }

  /** As the batch leaves it. */
  Head head() {
    StreamHead streamHead = stored == null ? null : stored.stream();
    KeyHead keyHead = stored == null ? null : stored.key();
    return new Head(
        id,
        Objects.requireNonNull(tenant),
        stream != null && stream.changed() ? stream.after() : streamHead,
        key != null && key.changed() ? key.after() : keyHead);
  }
}
