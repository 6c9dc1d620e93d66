package io.fundstream.benchmarks;

/** What {@code ./fundstream bench} starts. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit status. */
  public static void main(String[] args) {
    // Before anything makes a logger: the table is what is to be read.
    System.setProperty(
        "log4j2.configurationFile", "classpath:io/fundstream/benchmarks/quiet-log4j2.xml");
    System.exit(BenchCommand.commandLine().execute(args));
  }
}
