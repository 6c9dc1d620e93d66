package io.fundstream.gateway.command;

/** The states of the streams that an {@link Intent} named. */
@FunctionalInterface
public interface States {

  /**
   * The state of a named stream; the kind's empty state if it does not exist.
   *
   * @throws IllegalArgumentException if the intent did not name the stream
   */
  <S> S of(StreamRef<S, ?> stream);
}
