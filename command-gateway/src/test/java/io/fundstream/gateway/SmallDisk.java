package io.fundstream.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file system in memory that is soon full, and can be made larger. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Nothing where this user may not mount. */
  static Optional<SmallDisk> ofMebibytes(int size) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("small-disk");
    if (run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "mode=0777,size=" + size + "m",
        "small-disk",
        folder.toString())) {
      return Optional.of(new SmallDisk(folder));
    }
    Files.delete(folder);
    return Optional.empty();
  }

  Path folder() {
    return folder;
  }

  void resize(int mebibytes) throws IOException, InterruptedException {
    if (!run("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString())) {
      throw new IOException("cannot resize " + folder);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (!run("umount", folder.toString())) run("umount", "--lazy", folder.toString());
    Files.delete(folder);
  }
}
