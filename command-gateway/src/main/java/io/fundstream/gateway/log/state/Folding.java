package io.fundstream.gateway.log.state;

import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.StreamKind;

/**
 * The one place where a kind's types are taken off: states and events of many kinds lie side by
 * side in a batch, and each is only ever given back to the kind it came from.
 */
public final class Folding {
  private Folding() {}

  /** The state after an event from the log. */
  static Object after(StreamKind<?, ?> kind, Object state, EncodedEvent event) {
    return decoded(kind, state, event);
  }

  /** The state after an event of the kind's own type. */
  public static Object evolve(StreamKind<?, ?> kind, Object state, Object event) {
    return evolved(kind, state, event);
  }

  public static EncodedEvent encode(StreamKind<?, ?> kind, Object event) {
    return encoded(kind, event);
  }

  public static byte[] write(StreamKind<?, ?> kind, Object state) {
    return written(kind, state);
  }

  private static <S, E> S decoded(StreamKind<S, E> kind, Object state, EncodedEvent event) {
    return kind.evolve().apply(of(state), kind.events().decode(event));
  }

  private static <S, E> S evolved(StreamKind<S, E> kind, Object state, Object event) {
    return kind.evolve().apply(of(state), Folding.<E>of(event));
  }

  private static <E> EncodedEvent encoded(StreamKind<?, E> kind, Object event) {
    return kind.events().encode(of(event));
  }

  private static <S> byte[] written(StreamKind<S, ?> kind, Object state) {
    return kind.states().write(of(state));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> T of(Object value) {
    return (T) value;
  }
}
