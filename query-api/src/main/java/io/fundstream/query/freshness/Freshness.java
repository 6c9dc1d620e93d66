package io.fundstream.query.freshness;

import io.fundstream.query.database.Reads;
import io.fundstream.runtime.database.Transactions.Work;
import io.fundstream.runtime.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets requests wait until the read tables have reached what they ask for. A waiting request costs
 * a virtual thread and no connection: one poller asks the database for all of them together, every
 * few milliseconds and when rows are said to have changed, and only while someone waits. Who comes
 * then does not ask for itself.
 *
 * <p>The more wait, the longer a look takes, so the pause grows with it, up to a bound: looking
 * takes a quarter of the time, half of it while there are news, however far behind the read tables
 * are. Else those who wait would keep the projector from getting on.
 */
public final class Freshness implements AutoCloseable {
  private static final int PAUSES_A_LOOK = 3;

  /** A first look takes a second while the JVM is cold; nobody should wait three more for that. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final Reads database;
  private final Reads common;
  private final Duration pause;
  private final int capacity;
  private final Semaphore places;

  /** Who looks for itself, because nobody waits. */
  private final Semaphore alone = new Semaphore(1);

  private final CopyOnWriteArrayList<Waiter> waiters = new CopyOnWriteArrayList<>();
  private final Thread poller;
  private volatile boolean idle;
  private volatile boolean news;
  private volatile boolean closed;

  /**
   * One request.
   *
   * @param reached completes when all levels are reached, or when we cannot know
   * @param seen whether somebody has looked for it
   */
  private record Waiter(List<Level> levels, CompletableFuture<Void> reached, AtomicBoolean seen) {}

  /**
   * @param database for the looks of requests
   * @param common for those of the poller, which must not wait until a request gives back what it
   *     was lent
   * @param pause between two looks at the database
   * @param capacity how many requests may wait at once; one more is told at once that it is too
   *     early
   * @param failed told if the poller dies of an error, after which nobody's wait would end well
   */
  public Freshness(
      Reads database,
      Reads common,
      Duration pause,
      int capacity,
      Thread.UncaughtExceptionHandler failed) {
    this.database = database;
    this.common = common;
    this.pause = pause;
    this.capacity = capacity;
    this.places = new Semaphore(capacity);
    this.poller =
        Thread.ofPlatform()
            .daemon()
            .name("freshness")
            .uncaughtExceptionHandler(failed)
            .start(this::poll);
  }

  /** Requests that wait now. */
  public int waiting() {
    return capacity - places.availablePermits();
  }

  /**
   * Waits until every level is reached.
   *
   * @param wait at most this long; zero looks once
   * @return false if the time is over or too many wait already
   * @throws io.fundstream.runtime.database.Unavailable if the database cannot be asked
   */
  public boolean await(List<Level> levels, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    if (levels.isEmpty()) return true;
    if (wait.isZero()) return looked(levels);
    // Many who come at once would all look, and wait for each other's connections.
    if (idle && alone.tryAcquire()) {
      try {
        if (looked(levels)) return true;
      } finally {
        alone.release();
      }
    }
    return places.tryAcquire() ? join(levels, deadline) : looked(levels);
  }

  private boolean looked(List<Level> levels) {
    return reached(levels, look(database, levels));
  }

  /** Takes the place that was acquired, and gives it back. */
  private boolean join(List<Level> levels, long deadline) {
    Waiter waiter = new Waiter(List.copyOf(levels), new CompletableFuture<>(), new AtomicBoolean());
    try {
      waiters.add(waiter);
      if (closed) return false;
      if (idle) LockSupport.unpark(poller);
      if (await(waiter, deadline - System.nanoTime())) return true;
    } finally {
      waiters.remove(waiter);
      places.release();
    }
    return !waiter.seen().get() && looked(levels);
  }

  /** Rows may have changed just now: no need to sit the pause out. */
  public void news() {
    news = true;
    if (!waiters.isEmpty()) LockSupport.unpark(poller);
  }

  private static boolean await(Waiter waiter, long nanos) {
    try {
      waiter.reached().get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ReadProblems.stopping());
    }
  }

  private void poll() {
    while (!closed) {
      if (waiters.isEmpty()) rest();
      long began = System.nanoTime();
      List<Waiter> now = List.copyOf(waiters);
      if (now.isEmpty()) continue;
      news = false;
      look(now);
      long took = System.nanoTime() - began;
      long longer = Math.min(took * PAUSES_A_LOOK, LONGEST_PAUSE.toNanos());
      pause(began + 2 * took, began + took + Math.max(pause.toNanos(), longer));
    }
  }

  private void rest() {
    // Said before looking, so that nobody can come in between unseen.
    idle = true;
    if (waiters.isEmpty() && !closed) LockSupport.park(this);
    idle = false;
  }

  /** Until the end, or the earliest moment at which there are news. */
  private void pause(long earliest, long end) {
    for (long now = System.nanoTime(); now - end < 0 && !closed; now = System.nanoTime()) {
      if (news && now - earliest >= 0) return;
      LockSupport.parkNanos(this, (news ? earliest : end) - now);
    }
  }

  private void look(List<Waiter> now) {
    try {
      List<Level> levels = now.stream().flatMap(waiter -> waiter.levels().stream()).toList();
      Map<Gauge, Map<UUID, Long>> found = look(common, levels);
      for (Waiter waiter : now) {
        waiter.seen().set(true);
        if (reached(waiter.levels(), found)) {
          waiter.reached().complete(null);
        }
      }
    } catch (RuntimeException e) {
      now.forEach(waiter -> waiter.reached().completeExceptionally(e));
    }
  }

  /** What it reads only rises, so several statements need not show one moment. */
  private static Map<Gauge, Map<UUID, Long>> look(Reads reads, List<Level> levels) {
    Map<Optional<UUID>, Map<Gauge, Set<UUID>>> wanted = new HashMap<>();
    for (Level level : levels) {
      wanted
          .computeIfAbsent(level.gauge().tenant(), tenant -> new HashMap<>())
          .computeIfAbsent(level.gauge(), gauge -> new HashSet<>())
          .add(level.key());
    }
    Map<Gauge, Map<UUID, Long>> found = new HashMap<>();
    wanted.forEach((tenant, keys) -> {
      Work<Map<Gauge, Map<UUID, Long>>> work = connection -> read(connection, keys);
      found.putAll(
          tenant.map(of -> reads.onceAs(of, work)).orElseGet(() -> reads.onceAcrossTenants(work)));
    });
    return found;
  }

  private static Map<Gauge, Map<UUID, Long>> read(Connection connection, Map<Gauge, Set<UUID>> keys)
      throws SQLException {
    Map<Gauge, Map<UUID, Long>> found = new HashMap<>();
    for (var entry : keys.entrySet()) {
      found.put(entry.getKey(), entry.getKey().read(connection, entry.getValue()));
    }
    return found;
  }

  private static boolean reached(List<Level> levels, Map<Gauge, Map<UUID, Long>> found) {
    return levels.stream()
        .allMatch(level ->
            found.getOrDefault(level.gauge(), Map.of()).getOrDefault(level.key(), 0L)
                >= level.value());
  }

  /** Sends everyone who waits away with 503. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(poller);
    new ArrayList<>(waiters)
        .forEach(waiter ->
            waiter.reached().completeExceptionally(new ProblemException(ReadProblems.stopping())));
  }
}
