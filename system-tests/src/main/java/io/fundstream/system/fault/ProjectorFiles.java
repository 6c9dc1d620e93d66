package io.fundstream.system.fault;

import io.fundstream.parts.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a projector has on the disk: one folder for each application id: {@code live-…}, {@code
 * fund-v2}.
 */
final class ProjectorFiles {
  private ProjectorFiles() {}

  static void wipe(Path temporary) {
    try (Stream<Path> all = Files.list(temporary)) {
      List<Path> its =
          all.filter(
                  file -> file.getFileName().toString().matches("([a-z_]+-v\\d+|live-[0-9a-f]+).*"))
              .toList();
      its.forEach(Folders::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
