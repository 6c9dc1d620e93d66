package io.fundstream.runtime.database;

import org.jspecify.annotations.Nullable;

/** Something the service needs is away for now. At the HTTP edge this is 503 with Retry-After. */
public class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  /**
   * @param message for a person; is shown to clients, so it names no host
   */
  public Unavailable(String message, int retryAfterSeconds, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
