package io.fundstream.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Begins work at a steady pace whether the work before is done or not, so that a pause is felt by
 * all that would have come during it: no coordinated omission.
 */
public final class OpenLoop {
  private static final long HIGHEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;

  private OpenLoop() {}

  /** One piece of work. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @param due when it should have begun, as {@link System#nanoTime} tells it
     * @return what it took in microseconds, what it began late included
     */
    long run(long due) throws Exception;
  }

  /** Runs for about {@code length}; answers microseconds. */
  public static Histogram run(int perSecond, Duration length, Work work) throws Exception {
    Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
    long start = System.nanoTime();
    long count = perSecond * length.toMillis() / 1000;
    List<Future<Long>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (long n = 0; n < count; n++) {
        long due = start + n * 1_000_000_000 / perSecond;
        while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
        all.add(threads.submit(() -> work.run(due)));
      }
      for (Future<Long> one : all) micros.recordValue(Math.min(one.get(), HIGHEST_MICROS));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed, so the figure would mean nothing", e);
    }
    return micros;
  }
}
