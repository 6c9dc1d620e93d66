package io.fundstream.stack.command;

import io.fundstream.stack.StackSettings;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;
import picocli.CommandLine.Option;

/** What both {@code up} and {@code demo} take. */
final class StackOptions {
  @Option(
      names = "--base-port",
      paramLabel = "N",
      defaultValue = "8080",
      description =
          "gateway N, query API N+1, registry N+2, Kafka N+3, PostgreSQL N+4, the rest up to N+8"
              + " (default: ${DEFAULT-VALUE})")
  private int basePort;

  @Option(
      names = "--processes",
      description = "each service, and Kafka, as a process of its own, as in production")
  private boolean processes;

  StackSettings on(DataFolder folder) {
    return new StackSettings(folder, ports(), processes, false);
  }

  /** On a folder that is made for this run alone. */
  StackSettings temporary() {
    return new StackSettings(DataFolder.temporary(), ports(), processes, true);
  }

  private Ports ports() {
    try {
      return new Ports(basePort);
    } catch (IllegalArgumentException e) {
      throw new CannotDo(String.valueOf(e.getMessage()));
    }
  }
}
