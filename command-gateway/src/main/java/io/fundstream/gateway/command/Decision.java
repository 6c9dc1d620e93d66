package io.fundstream.gateway.command;

import java.util.List;

/**
 * What a pure decider answers to a command: the events that happened, or why nothing did.
 *
 * @param <E> the context's events
 */
public sealed interface Decision<E> {

  /**
   * The command is granted.
   *
   * @param events in order; empty when there was nothing to change, which is no refusal
   */
  record Accepted<E>(List<E> events) implements Decision<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command is refused, and nothing happened. */
  record Rejected<E>(Refusal refusal) implements Decision<E> {}

  /** Grants with these events. */
  @SafeVarargs
  static <E> Decision<E> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  /** Refuses. */
  static <E> Decision<E> reject(Refusal refusal) {
    return new Rejected<>(refusal);
  }
}
