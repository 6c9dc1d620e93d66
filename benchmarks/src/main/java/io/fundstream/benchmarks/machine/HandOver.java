package io.fundstream.benchmarks.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * What it costs to wake another processor: a byte to a process that sends it back, {@code cat},
 * each bound to a processor of its own where {@code taskset} is there to do that.
 */
final class HandOver {
  private static final int WARM = 2_000;
  private static final int COUNT = 5_000;
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private HandOver() {}

  /** There and back, microseconds, the median. */
  static double micros() throws Exception {
    // A thread of its own, for it stays bound.
    try (var thread = Executors.newSingleThreadExecutor()) {
      return thread.submit(HandOver::measure).get();
    }
  }

  private static double measure() throws IOException, InterruptedException {
    boolean bound = TASKSET.toFile().canExecute() && bind(0);
    Process echo =
        new ProcessBuilder(bound ? List.of(TASKSET.toString(), "-c", "1", "cat") : List.of("cat"))
            .start();
    try (OutputStream there = echo.getOutputStream();
        InputStream back = echo.getInputStream()) {
      for (int n = 0; n < WARM; n++) exchange(there, back);
      long[] nanos = new long[COUNT];
      for (int n = 0; n < COUNT; n++) {
        long begin = System.nanoTime();
        exchange(there, back);
        nanos[n] = System.nanoTime() - begin;
      }
      Arrays.sort(nanos);
      return nanos[COUNT / 2] / 1e3;
    } finally {
      echo.destroy();
    }
  }

  private static void exchange(OutputStream there, InputStream back) throws IOException {
    there.write('.');
    there.flush();
    if (back.read() != '.') throw new IOException("the byte did not come back");
  }

  /** Binds this thread, if there is another processor for the other side. */
  private static boolean bind(int processor) throws IOException, InterruptedException {
    if (Runtime.getRuntime().availableProcessors() < 2) return false;
    String thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    return new ProcessBuilder(TASKSET.toString(), "-pc", Integer.toString(processor), thread)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
