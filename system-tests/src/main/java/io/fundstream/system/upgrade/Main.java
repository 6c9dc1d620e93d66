package io.fundstream.system.upgrade;

import picocli.CommandLine;

/** What {@code .ci/upgrade-test} starts. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit status. */
  public static void main(String[] args) {
    System.setProperty(
        "log4j2.configurationFile", "classpath:io/fundstream/system/torture/quiet-log4j2.xml");
    System.exit(new CommandLine(new UpgradeCommand()).execute(args));
  }
}
