package io.fundstream.system.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/** The lines of one request to {@code /v1/batches}. */
record Batch(List<Line> lines) {
  Batch {
    lines = List.copyOf(lines);
  }

  /**
   * One line and what is known about its answer beforehand.
   *
   * @param bytes without a line feed
   * @param expected the only statuses that are right; empty when any that a command may have is
   * @param about in a few words, for the report
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(byte[] bytes, Set<Integer> expected, String about) {
    Line {
      expected = Set.copyOf(expected);
      for (byte b : bytes) {
        if (b == '\n') throw new IllegalArgumentException("more than a line");
      }
    }
  }

  /** The same, when nothing is known any more of what its lines are answered. */
  Batch unsure() {
    return new Batch(
        lines.stream().map(l -> new Line(l.bytes(), Set.of(), l.about() + ", spoiled")).toList());
  }

  /** Each line with its end. */
  byte[] body() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Line line : lines) {
      out.writeBytes(line.bytes());
      out.write('\n');
    }
    return out.toByteArray();
  }
}
