package io.fundstream.stack.command;

import java.util.List;
import picocli.CommandLine.Option;

/** {@code --projection} of the {@code dlq} commands. */
final class DlqOptions {
  @Option(
      names = "--projection",
      paramLabel = "NAME",
      description = "with its version, for example fund-v1; may be repeated (default: all)")
  private List<String> projections = List.of();

  List<String> projections() {
    return projections;
  }
}
