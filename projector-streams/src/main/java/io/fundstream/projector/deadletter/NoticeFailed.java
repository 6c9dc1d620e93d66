package io.fundstream.projector.deadletter;

/** A notice could not be sent now. The record comes again, and with it another attempt. */
public final class NoticeFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoticeFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
