package io.fundstream.system.fuzz;

import picocli.CommandLine;

/** What {@code ./fundstream fuzz} starts. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit status. */
  public static void main(String[] args) {
    // Before anything makes a logger: what libraries say about schemas is no news.
    System.setProperty(
        "log4j2.configurationFile", "classpath:io/fundstream/stack/quiet-log4j2.xml");
    System.exit(new CommandLine(new FuzzCommand()).execute(args));
  }
}
