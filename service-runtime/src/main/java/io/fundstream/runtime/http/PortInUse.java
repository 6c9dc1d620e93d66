package io.fundstream.runtime.http;

/** Another process listens where this one should. */
public final class PortInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortInUse(String host, int port, Throwable cause) {
    super("Port %d on %s is in use.".formatted(port, host), cause);
  }
}
