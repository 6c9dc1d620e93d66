package io.fundstream.system.fuzz;

import picocli.CommandLine;

/** Starts {@code fundstream fuzz}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new FuzzCommand()).execute(args));
  }
}
