package io.fundstream.schemas.registry;

/**
 * The registry answered no: an incompatible schema, or an id it does not know. Asking again does
 * not help.
 */
public final class RegistryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The HTTP status it answered with: 404 for an unknown id, 409 for an incompatible schema. */
  private final int status;

  public RegistryRefused(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
