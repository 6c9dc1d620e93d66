package io.fundstream.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Making and removing the folders that parts keep their data in. */
public final class Folders {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Folders() {}

  /** A new folder under the system's temporary one, readable by its owner alone. */
  public static Path temporary(String name) {
    try {
      return Files.createTempDirectory("fundstream-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Removes a folder and all in it. A killed server's last processes may still be at work in it, so
   * it tries for a few seconds.
   */
  public static void delete(Path folder) {
    if (!Wait.until(PATIENCE, () -> isDeleted(folder))) {
      throw new PartFailed("cannot delete " + folder);
    }
  }

  private static boolean isDeleted(Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException somebodyIsStillWriting) {
      return false;
    }
  }
}
