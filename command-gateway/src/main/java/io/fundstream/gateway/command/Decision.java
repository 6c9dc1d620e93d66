package io.fundstream.gateway.command;

import java.util.List;

/**
 * What a pure decider answers to a command: the events that happened, or why nothing did.
 *
 * @param <E> the context's events
 * @param <R> the context's refusals
 */
public sealed interface Decision<E, R extends Refusal> {

  /**
   * The command is granted.
   *
   * @param events in order; empty when there was nothing to change, which is no refusal
   */
  record Accepted<E, R extends Refusal>(List<E> events) implements Decision<E, R> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command is refused, and nothing happened. */
  record Rejected<E, R extends Refusal>(R refusal) implements Decision<E, R> {}

  /** Grants with these events. */
  @SafeVarargs
  static <E, R extends Refusal> Decision<E, R> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  /** Refuses. */
  static <E, R extends Refusal> Decision<E, R> reject(R refusal) {
    return new Rejected<>(refusal);
  }
}
