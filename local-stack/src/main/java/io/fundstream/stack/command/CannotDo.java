package io.fundstream.stack.command;

/** A command cannot do what it was asked; the message says why, and nothing else is printed. */
final class CannotDo extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotDo(String message) {
    super(message);
  }
}
