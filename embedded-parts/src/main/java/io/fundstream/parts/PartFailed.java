package io.fundstream.parts;

/** A part could not be started; the message is for a person to read. */
public final class PartFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PartFailed(String message) {
    super(message);
  }

  public PartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
