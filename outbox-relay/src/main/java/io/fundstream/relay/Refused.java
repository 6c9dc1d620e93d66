package io.fundstream.relay;

/**
 * What the relay found is not what it may work on, and trying again does not help: a person has to
 * look. The message says what was found and what it means.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
