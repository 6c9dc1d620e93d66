package io.fundstream.stack.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code bench}, for the list of commands: the launcher starts the real one, which is no part of
 * the stack but measures it.
 */
@Command(
    name = "bench",
    description = "Measure speed, as ratios to limits and peers of the same run.",
    footer = {"", "./fundstream bench --help says more."})
final class BenchCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new CannotDo("This one needs the launcher: ./fundstream bench");
  }
}
