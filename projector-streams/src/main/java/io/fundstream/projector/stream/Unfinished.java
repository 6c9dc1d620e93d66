package io.fundstream.projector.stream;

/** The application is closing; what was not stored comes again. */
final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unfinished(String message, Throwable cause) {
    super(message, cause);
  }
}
