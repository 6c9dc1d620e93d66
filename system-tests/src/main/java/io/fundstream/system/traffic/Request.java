package io.fundstream.system.traffic;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is sent, as often as it takes.
 *
 * @param id unique; goes as the correlation id, so that an event names the command it came from
 * @param key the idempotency key; the id, but for a key that is deliberately used twice
 * @param ifMatch null when the header is left out
 * @param event the short type of the one event that it asks for
 * @param expected the statuses that are right for it
 * @param fund null when the gateway is to choose an id
 */
public record Request(
    String id,
    String key,
    String method,
    String path,
    @Nullable Integer ifMatch,
    String body,
    String event,
    Set<Integer> expected,
    @Nullable UUID fund) {

  public Request {
    expected = Set.copyOf(expected);
  }

  /** The same command, for which other statuses are right. */
  public Request expecting(Integer... statuses) {
    return new Request(id, key, method, path, ifMatch, body, event, Set.of(statuses), fund);
  }

  /** The same command under another's idempotency key. */
  public Request under(String otherKey) {
    return new Request(id, otherKey, method, path, ifMatch, body, event, expected, fund);
  }

  /** The same command with another {@code If-Match}, or none. */
  public Request at(@Nullable Integer version) {
    return new Request(id, key, method, path, version, body, event, expected, fund);
  }

  /** In a few words. */
  public String line() {
    String match = ifMatch == null ? "" : " If-Match \"" + ifMatch + "\"";
    String text = body.length() > 120 ? body.substring(0, 120) + "…" : body;
    return "%s %s%s %s (%s)".formatted(method, path, match, text, id);
  }
}
