package io.fundstream.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process takes of memory, as Linux counts it. */
final class Resident {
  private static final double KIBIBYTES = 1024;

  private Resident() {}

  static double mebibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES)
        .findFirst()
        .orElseThrow();
  }
}
