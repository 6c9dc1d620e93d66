package io.fundstream.gateway.log.head;

import io.fundstream.gateway.command.StreamKind;
import java.util.UUID;

/**
 * The last event of a stream.
 *
 * @param firstAt when its first event was recorded, microseconds since 1970 UTC
 * @param recordedAt when its last one was
 */
public record StreamHead(
    String context, String kind, UUID partitionKey, int version, long firstAt, long recordedAt) {

  public boolean is(StreamKind<?, ?> wanted) {
    return context.equals(wanted.context()) && kind.equals(wanted.name());
  }
}
