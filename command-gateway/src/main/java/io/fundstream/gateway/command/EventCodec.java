package io.fundstream.gateway.command;

/** A context's events as the log stores them. */
public interface EventCodec<E> {

  /** Never fails for an event that a decider can make. */
  EncodedEvent encode(E event);

  /**
   * The inverse of {@link #encode}, for every schema ever released.
   *
   * @throws io.fundstream.schemas.MalformedEvent if the bytes are no event of this context
   */
  E decode(EncodedEvent event);
}
