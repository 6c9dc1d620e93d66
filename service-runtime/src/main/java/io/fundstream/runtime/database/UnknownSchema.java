package io.fundstream.runtime.database;

/** The database has a schema version on which this program does not run. It must not run on it. */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSchema(String message) {
    super(message);
  }
}
