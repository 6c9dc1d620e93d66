package io.fundstream.benchmarks.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and all below it have had of the processors, as Linux counts it. */
final class ProcessorTime {
  /** Linux tells programs hundredths of a second, whatever the kernel counts in. */
  private static final double TICKS_A_SECOND = 100;

  /** Of {@code /proc/PID/stat}, counted from behind the name, which may have anything in it. */
  private static final int USER = 11;

  private static final int LAST = USER + 3;

  private ProcessorTime() {}

  /** Seconds; of processes that have ended too, once somebody of the tree waited for them. */
  static double seconds(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants())
            .mapToLong(process -> ticks(process.pid()))
            .sum()
        / TICKS_A_SECOND;
  }

  /** User and system, its own and that of its children that have ended. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int n = USER; n <= LAST; n++) ticks += Long.parseLong(fields[n]);
      return ticks;
    } catch (NoSuchFileException ended) {
      return 0; // its parent has it now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
