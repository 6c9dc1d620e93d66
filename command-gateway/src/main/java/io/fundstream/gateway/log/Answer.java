package io.fundstream.gateway.log;

import java.util.Map;

/**
 * An answer as it is sent, and remembered under an idempotency key.
 *
 * @param headers by name, the entity's own alone: what belongs to one exchange is added at the edge
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {
  public Answer {
    headers = Map.copyOf(headers);
  }
}
