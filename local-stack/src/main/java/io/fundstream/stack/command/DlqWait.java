package io.fundstream.stack.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --wait} of the commands that have the projector do something. */
final class DlqWait {
  @Option(
      names = "--wait",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "how long to wait for the projector (default: ${DEFAULT-VALUE})")
  private long seconds;

  Duration limit() {
    return Duration.ofSeconds(seconds);
  }
}
