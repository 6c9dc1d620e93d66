package io.fundstream.stack.command;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints to. */
final class Output {
  private Output() {}

  static PrintWriter of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("picocli gives the specification");
    }
    return spec.commandLine().getOut();
  }

  static PrintWriter errors(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("picocli gives the specification");
    }
    return spec.commandLine().getErr();
  }
}
