package io.fundstream.system.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command does before it starts anything. */
class TortureCommandTest {
  @Test
  void a_kind_of_fault_that_does_not_exist_is_refused_and_leaves_no_folder() throws IOException {
    Path sibling = Folders.temporary("torture");
    try {
      Path parent = sibling.resolveSibling(".");
      Set<Path> before = folders(parent);
      StringWriter told = new StringWriter();
      CommandLine line = TortureCommand.commandLine().setErr(new PrintWriter(told));
      assertThat(line.execute("--faults", "nonsense")).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(told.toString()).contains("there is no fault 'nonsense'");
      assertThat(folders(parent)).isEqualTo(before);
    } finally {
      Folders.delete(sibling);
    }
  }

  private static Set<Path> folders(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("fundstream-torture-"))
          .collect(Collectors.toSet());
    }
  }
}
