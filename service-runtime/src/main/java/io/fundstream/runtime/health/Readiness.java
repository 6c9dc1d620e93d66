package io.fundstream.runtime.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Named checks, run together, each for at most 2 s. The result is kept for 1.5 s, so that asking
 * often costs nothing; at most one round runs at a time.
 */
public final class Readiness {
  private static final Duration KEPT = Duration.ofMillis(1500);
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

  /** What one check found. */
  public record Status(boolean ready, String detail) {
    public static Status ready(String detail) {
      return new Status(true, detail);
    }

    public static Status notReady(String detail) {
      return new Status(false, detail);
    }
  }

  /** Looks at one dependency. An exception means not ready, with its message. */
  @FunctionalInterface
  public interface Check {
    Status look() throws Exception;
  }

  /** All checks; ready only if every one is. */
  public record Report(boolean ready, Map<String, Status> checks) {
    public Report {
      checks = Map.copyOf(checks);
    }
  }

  private final Map<String, Check> checks;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Kept last;

  private record Kept(Report report, long atNanos) {}

  private Readiness(Map<String, Check> checks) {
    this.checks = new LinkedHashMap<>(checks);
  }

  /**
   * @param checks by the name that {@code /readyz} shows; none means always ready
   */
  public static Readiness of(Map<String, Check> checks) {
    return new Readiness(checks);
  }

  /** Whether every check passes, at most 1.5 s old. */
  public boolean ready() {
    return report().ready();
  }

  /** Every check's finding, at most 1.5 s old. */
  public Report report() {
    Kept kept = last;
    if (kept != null && System.nanoTime() - kept.atNanos() < KEPT.toNanos()) return kept.report();
    lock.lock();
    try {
      Kept newer = last;
      if (newer != null && newer != kept) return newer.report();
      Report report = look();
      last = new Kept(report, System.nanoTime());
      return report;
    } finally {
      lock.unlock();
    }
  }

  /** Each check has a thread of its own, so that one that hangs for good holds up nobody. */
  private Report look() {
    Map<String, FutureTask<Status>> asked = new LinkedHashMap<>();
    checks.forEach((name, check) -> asked.put(name, new FutureTask<>(check::look)));
    asked.forEach((name, task) -> Thread.ofVirtual().name("readiness-" + name).start(task));
    long deadline = System.nanoTime() + LONGEST_CHECK.toNanos();
    Map<String, Status> found = new TreeMap<>();
    asked.forEach((name, task) -> found.put(name, await(task, deadline)));
    return new Report(found.values().stream().allMatch(Status::ready), found);
  }

  private static Status await(Future<Status> future, long deadline) {
    try {
      return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Status.notReady(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    } catch (TimeoutException e) {
      future.cancel(true);
      return Status.notReady("no answer within " + LONGEST_CHECK.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Status.notReady("interrupted");
    }
  }
}
