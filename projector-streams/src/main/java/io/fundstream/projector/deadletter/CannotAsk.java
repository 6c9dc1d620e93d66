package io.fundstream.projector.deadletter;

/** The database cannot be asked, or refuses; the message says why. */
public final class CannotAsk extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotAsk(String message, Throwable cause) {
    super(message, cause);
  }
}
