package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildRecordsTest {
  private static final long A_DAY = 86_400_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void an_orphan_is_ended_and_forgotten() throws Exception {
    Process child = new ProcessBuilder("sleep", "300").start();
    record(child, start(child));
    assertThat(new ChildRecords(folder).endOrphans()).containsExactly("sleep");
    assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_stranger_with_the_pid_of_an_orphan_is_left_alone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      record(stranger, start(stranger) - A_DAY);
      assertThat(new ChildRecords(folder).endOrphans()).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_child_of_a_living_parent_is_no_orphan(@TempDir Path logs) {
    ChildRecords records = new ChildRecords(folder);
    ChildProcess child =
        ChildProcess.start(
            new ChildProcess.Start(
                "sleep", List.of(), List.of("sleep", "300"), Map.of(), "TERM", logs.resolve("log")),
            records);
    assertThat(records.endOrphans()).isEmpty();
    assertThat(child.alive()).isTrue();
    assertThat(child.stop("TERM", Duration.ofSeconds(5))).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  /** As a parent wrote it that has ended since; this JVM's pid at another time is no living one. */
  private void record(Process child, long start) throws IOException {
    Files.writeString(
        folder.resolve(Long.toString(child.pid())),
        "sleep %d %d %d 1".formatted(child.pid(), start, ProcessHandle.current().pid()));
  }

  private static long start(Process process) {
    return process.info().startInstant().orElseThrow().toEpochMilli();
  }
}
