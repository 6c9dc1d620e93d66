package io.fundstream.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param check what it breaks
 * @param partitionKey the key that it concerns; null when it concerns no single key
 * @param seq the position under the key; 0 when it concerns no single event
 * @param eventId the event; null when it concerns none, or one that is gone
 * @param detail what differs, for a person
 */
public record Finding(
    Check check, @Nullable UUID partitionKey, long seq, @Nullable UUID eventId, String detail) {

  /** The finding on one line: check, partition key, seq, event, what differs. */
  public String line() {
    StringBuilder line = new StringBuilder(check.name());
    if (partitionKey != null) line.append(" partition key ").append(partitionKey);
    if (seq > 0) line.append(" seq ").append(seq);
    if (eventId != null) line.append(" event ").append(eventId);
    return line.append(": ").append(detail).toString();
  }
}
