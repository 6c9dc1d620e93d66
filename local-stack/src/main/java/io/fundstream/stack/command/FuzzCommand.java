package io.fundstream.stack.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code fuzz}, for the list of commands: the launcher starts the real one, which is no part of the
 * stack but attacks one.
 */
@Command(
    name = "fuzz",
    description =
        "Send good and hostile requests to a running stack; judge every answer and what was written.",
    footer = {"", "./fundstream fuzz --help says more."})
final class FuzzCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new CannotDo("This one needs the launcher: ./fundstream fuzz");
  }
}
