package io.fundstream.stack.data;

import io.fundstream.parts.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who is to be kept stopped: one empty file each. {@code service stop} writes it, the running stack
 * looks.
 */
public record Wishes(Path folder) {

  public static Wishes of(DataFolder folder) {
    return new Wishes(folder.root().resolve("stopped"));
  }

  /** Everything is to run. */
  public void clear() {
    Folders.delete(folder);
  }

  public boolean wantsStopped(String name) {
    return Files.exists(folder.resolve(name));
  }

  public void stop(String name) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
