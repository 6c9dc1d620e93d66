package io.fundstream.gateway.log.database;

/** The database is not one that a gateway may write to; the message says why. */
public final class UnsafeDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsafeDatabase(String message) {
    super(message);
  }
}
