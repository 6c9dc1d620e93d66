package io.fundstream.system.torture;

/** What {@code ./fundstream torture} starts. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit status. */
  public static void main(String[] args) {
    // Before anything makes a logger: what clients say about a stack that is harmed is no news.
    System.setProperty(
        "log4j2.configurationFile", "classpath:io/fundstream/system/torture/quiet-log4j2.xml");
    System.exit(TortureCommand.commandLine().execute(args));
  }
}
