package io.fundstream.stack.command;

import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data} of the commands that talk to a stack. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".fundstream",
      description = "the stack's folder (default: ${DEFAULT-VALUE})")
  private Path path = Path.of(".fundstream");

  /** The folder, made if need be. */
  DataFolder folder() {
    return DataFolder.open(path);
  }

  /**
   * Where the running stack is.
   *
   * @throws CannotDo if none runs there
   */
  Endpoints endpoints() {
    DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
    return Endpoints.read(folder)
        .filter(endpoints -> folder.tryLock().map(DataOption::release).isEmpty())
        .orElseThrow(() ->
            new CannotDo("No stack runs on " + folder.root() + ". Start one: ./fundstream up"));
  }

  private static boolean release(DataFolder.Lock lock) {
    lock.close();
    return true;
  }
}
