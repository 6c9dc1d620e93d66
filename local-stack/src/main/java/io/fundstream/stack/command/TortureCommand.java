package io.fundstream.stack.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code torture}, for the list of commands: the launcher starts the real one, which is no part of
 * the stack but harms one.
 */
@Command(
    name = "torture",
    description =
        "Kill, freeze, cut and rob a new stack while writers use it; judge that nothing was lost.",
    footer = {"", "./fundstream torture --help says more."})
final class TortureCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new CannotDo("This one needs the launcher: ./fundstream torture");
  }
}
