package io.fundstream.query.database;

import io.fundstream.runtime.database.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one row each that come at the same time, in one statement: the busier, the more in each.
 * Alone, a read is asked for by its own thread at once. What is read is never older than the call.
 *
 * <p>Many who have waited for the same rows come back in one moment; each with a statement of its
 * own, they would wait for each other's connections. As many wait as the server handles requests at
 * a time.
 *
 * <p>A statement is one tenant's: what the database must be told of who reads is told once for all
 * in it.
 *
 * @param <K> what names a row of a tenant
 */
public final class GroupedRead<K, V> {
  private static final int MOST = 200;

  /** Reads the rows that there are of a tenant's keys. */
  @FunctionalInterface
  public interface Rows<K, V> {
    Map<K, V> read(UUID tenant, Set<K> keys);
  }

  private final Rows<K, V> rows;
  private final Semaphore turns;
  private final Duration longest;
  private final Queue<Asked<K, V>> queue = new ConcurrentLinkedQueue<>();

  /**
   * @param rows reads up to 200 of them
   * @param turns statements at a time
   * @param longest how long a call waits for its turn and its answer
   */
  public GroupedRead(Rows<K, V> rows, int turns, Duration longest) {
    this.rows = rows;
    this.turns = new Semaphore(turns);
    this.longest = longest;
  }

  /** One call, and the thread that waits in it. */
  private static final class Asked<K, V> {
    private final UUID tenant;
    private final K key;
    private final Thread thread = Thread.currentThread();

    /** In a statement that is about to begin, or has begun. */
    private final AtomicBoolean taken = new AtomicBoolean();

    private volatile @Nullable Answer<V> answer;

    Asked(UUID tenant, K key) {
      this.tenant = tenant;
      this.key = key;
    }

    void answer(Answer<V> known) {
      answer = known;
      LockSupport.unpark(thread);
    }
  }

  private sealed interface Answer<V> {
    record Found<V>(Optional<V> value) implements Answer<V> {}

    record Failed<V>(RuntimeException cause) implements Answer<V> {}
  }

  /**
   * The row, if the tenant has one.
   *
   * @throws Unavailable if it took too long, or the service is stopping
   * @throws RuntimeException what the statement failed with
   */
  public Optional<V> one(UUID tenant, K key) {
    Asked<K, V> own = new Asked<>(tenant, key);
    queue.add(own);
    return switch (answer(own)) {
      case Answer.Found<V>(Optional<V> value) -> value;
      case Answer.Failed<V>(RuntimeException cause) -> throw cause;
    };
  }

  /** Calls that are in no statement yet. */
  int waiting() {
    return queue.size();
  }

  private Answer<V> answer(Asked<K, V> own) {
    long end = System.nanoTime() + longest.toNanos();
    for (Answer<V> known = own.answer; ; known = own.answer) {
      if (known != null) return known;
      if (!own.taken.get() && turns.tryAcquire()) {
        turn(own);
        continue;
      }
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) return leave(own, left <= 0);
      LockSupport.parkNanos(this, left);
    }
  }

  private Answer<V> leave(Asked<K, V> own, boolean late) {
    queue.remove(own);
    wakeNext();
    String why = late ? "The database cannot answer now." : "The service is stopping.";
    return new Answer.Failed<>(new Unavailable(why, 1, null));
  }

  private void turn(Asked<K, V> own) {
    try {
      if (!own.taken.get()) read();
    } finally {
      turns.release();
      wakeNext();
    }
  }

  /** Who came while all turns were taken has nobody else to read for it. */
  private void wakeNext() {
    for (Asked<K, V> next : queue) {
      if (!next.taken.get()) {
        LockSupport.unpark(next.thread);
        return;
      }
    }
  }

  /** The longest waiting, and those of its tenant. */
  private List<Asked<K, V>> take() {
    List<Asked<K, V>> group = new ArrayList<>();
    Iterator<Asked<K, V>> all = queue.iterator();
    while (all.hasNext() && group.size() < MOST) {
      Asked<K, V> next = all.next();
      boolean fits = group.isEmpty() || group.getFirst().tenant.equals(next.tenant);
      if (fits && next.taken.compareAndSet(false, true)) {
        all.remove();
        group.add(next);
      }
    }
    return group;
  }

  private void read() {
    List<Asked<K, V>> group = take();
    if (group.isEmpty()) return;
    Set<K> keys = group.stream().map(asked -> asked.key).collect(Collectors.toSet());
    try {
      Map<K, V> found = rows.read(group.getFirst().tenant, keys);
      group.forEach(
          asked -> asked.answer(new Answer.Found<>(Optional.ofNullable(found.get(asked.key)))));
    } catch (RuntimeException e) {
      group.forEach(asked -> asked.answer(new Answer.Failed<>(e)));
    } catch (Error e) {
      group.forEach(asked -> asked.answer(new Answer.Failed<>(new IllegalStateException(e))));
      throw e;
    }
  }
}
