package io.fundstream.gateway.command;

import java.util.List;
import java.util.UUID;

/**
 * A command as the log sees it: which streams it needs, and a pure decision over their states.
 *
 * <p>The states given to {@link #decide} are those of a moment at which the log holds every named
 * stream still, so a verdict, refusals included, is never taken on stale facts.
 */
public interface Intent {

  /** The key under which the events are ordered. Every written stream belongs to it. */
  UUID partitionKey();

  /**
   * The stream the command is addressed to: {@code If-Match} and the answer speak of its version.
   */
  StreamRef<?, ?> target();

  /** The streams it may append to, the target among them; all of {@link #partitionKey}. */
  default List<StreamRef<?, ?>> writes() {
    return List.of(target());
  }

  /**
   * Streams it only reads, of any context and key: they cannot change before the command commits.
   */
  default List<StreamRef<?, ?>> reads() {
    return List.of();
  }

  /** Pure; may be called several times. */
  Verdict decide(States states);
}
