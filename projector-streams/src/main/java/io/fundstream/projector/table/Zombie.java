package io.fundstream.projector.table;

/**
 * Someone else has moved the progress of a key that this thread believed to be its own. Its
 * transaction is rolled back, and whoever catches this must drop everything it remembers.
 */
public final class Zombie extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Zombie(String message) {
    super(message);
  }
}
