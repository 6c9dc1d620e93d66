package io.fundstream.gateway.http;

import io.fundstream.runtime.http.RequestBody;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a body into lines as it comes; holds one line at a time. */
final class BatchLines {
  private final InputStream in;
  private final BatchConfig limits;
  private final long deadline;
  private final byte[] chunk = new byte[32 << 10];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int from;
  private int until;
  private long total;
  private int number;

  /**
   * @param deadline {@link System#nanoTime} after which nothing more is waited for
   */
  BatchLines(InputStream in, BatchConfig limits, long deadline) {
    this.in = in;
    this.limits = limits;
    this.deadline = deadline;
  }

  /** A line that breaks off is not taken: only one that ends, or that the body ends with. */
  BatchLine next() {
    number++;
    line.reset();
    boolean any = false;
    boolean tooLong = false;
    try {
      while (from < until || fill()) {
        if (total > limits.maxBytes()) {
          return new BatchLine.Cut(number, tooLarge("bytes", limits.maxBytes()));
        }
        if (number > limits.maxLines()) {
          return new BatchLine.Cut(number, tooLarge("lines", limits.maxLines()));
        }
        any = true;
        int end = lineEnd();
        tooLong = tooLong || line.size() + end - from > limits.maxLineBytes();
        if (!tooLong) {
          line.write(chunk, from, end - from);
        }
        boolean whole = end < until;
        from = whole ? end + 1 : end;
        if (whole) {
          return line(tooLong);
        }
      }
    } catch (IOException e) {
      return new BatchLine.Cut(number, RequestBody.brokenOff(e));
    }
    if (System.nanoTime() > deadline) {
      return new BatchLine.Cut(number, Problems.requestTimeout());
    }
    return any ? line(tooLong) : new BatchLine.End();
  }

  private BatchLine line(boolean tooLong) {
    return tooLong ? new BatchLine.TooLong(number) : new BatchLine.Text(number, line.toByteArray());
  }

  private int lineEnd() {
    int end = from;
    while (end < until && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  /**
   * @return false at the end of the body, or when its time is over
   */
  private boolean fill() throws IOException {
    if (System.nanoTime() > deadline) {
      return false;
    }
    from = 0;
    long room = limits.maxBytes() - total;
    until = Math.max(0, in.read(chunk, 0, (int) Math.clamp(room, 1, chunk.length)));
    total += until;
    return until > 0;
  }

  private static Problem tooLarge(String unit, int limit) {
    Problem problem = Problems.payloadTooLarge(limit);
    return new Problem(
        problem.slug(),
        problem.status(),
        problem.title(),
        "A batch has at most %d %s. This line and what follows was not read: send it as another."
            .formatted(limit, unit),
        problem.errors(),
        problem.headers());
  }
}
