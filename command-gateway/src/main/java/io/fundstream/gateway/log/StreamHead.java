package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.util.UUID;

/**
 * The last event of a stream, as its locked head says.
 *
 * @param firstAt when its first event was recorded, microseconds since 1970 UTC
 * @param recordedAt when its last one was
 */
record StreamHead(
    UUID id,
    UUID tenant,
    String context,
    String kind,
    UUID partitionKey,
    int version,
    long firstAt,
    long recordedAt) {

  /** Whether it is a stream of this kind and tenant; if not, a command must not know of it. */
  boolean is(StreamKind<?, ?> wanted, UUID ofTenant) {
    return context.equals(wanted.context())
        && kind.equals(wanted.name())
        && tenant.equals(ofTenant);
  }
}
