package io.fundstream.schemas.registry;

/**
 * The registry could not be reached or could not answer now. The same call may go through later.
 */
public final class RegistryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
