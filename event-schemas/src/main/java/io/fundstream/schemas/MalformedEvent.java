package io.fundstream.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Bytes or headers that are not an event of this contract. The message says what is wrong, never
 * the payload.
 */
public final class MalformedEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEvent(String message) {
    super(message);
  }

  public MalformedEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
