package io.fundstream.runtime.database;

/** The database has another schema version than this program knows. It must not run on it. */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSchema(String message) {
    super(message);
  }
}
