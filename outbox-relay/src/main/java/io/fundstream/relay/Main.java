package io.fundstream.relay;

import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.service.ServiceMain;

/** The relay as a process. */
public final class Main {
  private Main() {}

  /** Runs until SIGTERM; {@code --help} lists the settings. */
  public static void main(String[] args) {
    ServiceMain.run("relay", args, System.getenv(), settings -> start(RelayConfig.from(settings)));
  }

  /** Starts a relay in this JVM. It connects in the background; see {@code ready()}. */
  public static RunningService start(RelayConfig config) {
    return Relay.start(config);
  }
}
