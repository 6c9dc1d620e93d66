package io.fundstream.stack.command;

import java.nio.file.Path;

/** Where this process logs to. To be called before anything makes a logger. */
final class Logging {
  private static final String FOLDER = "classpath:io/fundstream/stack/";

  private Logging() {}

  static void toFile(Path file) {
    System.setProperty("fundstream.log.file", file.toString());
    System.setProperty("log4j2.configurationFile", FOLDER + "stack-log4j2.xml");
  }

  static void errorsOnly() {
    System.setProperty("log4j2.configurationFile", FOLDER + "quiet-log4j2.xml");
  }
}
