package io.fundstream.runtime.database;

/** The connection broke while committing: the transaction may have happened or not. */
public final class CommitOutcomeUnknown extends Unavailable {
  private static final long serialVersionUID = 1L;

  public CommitOutcomeUnknown(Throwable cause) {
    super("The database went away while committing; the outcome is not known.", 1, cause);
  }
}
