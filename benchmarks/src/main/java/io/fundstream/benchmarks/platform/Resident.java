package io.fundstream.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process takes of memory, as Linux counts it. */
final class Resident {
  private static final double BYTES_A_KIBIBYTE = 1024;

  private static final double BYTES_A_MEGABYTE = 1_000_000;

  private Resident() {}

  /** Resident memory in millions of bytes, the unit of the aim; Linux tells it in KiB. */
  static double megabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .map(kibibytes -> kibibytes * BYTES_A_KIBIBYTE / BYTES_A_MEGABYTE)
        .findFirst()
        .orElseThrow();
  }
}
