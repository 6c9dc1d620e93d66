package io.fundstream.stack;

import io.fundstream.stack.command.Commands;

/** The command line: what {@code ./fundstream} runs after it has built. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit status. */
  public static void main(String[] args) {
    System.exit(Commands.commandLine().execute(args));
  }
}
