package io.fundstream.relay;

import io.fundstream.relay.database.RelayLock;
import io.fundstream.relay.database.SettledClock;
import io.fundstream.relay.database.Slot;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the lock's session alive, keeps a quiet slot moving, and emits the marks from which the
 * settled time comes: soon after events, rarely when there are none. At most one mark is under way.
 */
final class Heartbeat implements AutoCloseable {
  private final RelayLock lock;
  private final Slot slot;
  private final HeartbeatPace pace;
  private final RelayMetrics metrics;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final ReentrantLock state = new ReentrantLock();
  private final Condition changed = state.newCondition();
  private final Thread thread;

  private boolean streaming;
  private boolean closed;
  private boolean markUnderWay;
  private long due;
  private long apartFrom = System.nanoTime();
  private long progressAt = System.nanoTime();

  Heartbeat(RelayLock lock, Slot slot, HeartbeatPace pace, RelayMetrics metrics) {
    this.lock = lock;
    this.slot = slot;
    this.pace = pace;
    this.metrics = metrics;
    this.due = System.nanoTime();
    this.thread = Thread.ofPlatform().daemon().name("relay-heartbeat").start(this::beat);
  }

  /** Completes exceptionally when the lock's session or the stream is dead; never otherwise. */
  CompletableFuture<Void> failed() {
    return failed;
  }

  /** Marks make sense from now on: something reads the stream. */
  void streaming() {
    update(() -> {
      streaming = true;
      due = System.nanoTime();
    });
  }

  /**
   * A batch is in Kafka.
   *
   * @param events whether it held any
   * @param mark whether a mark came back with it
   */
  void committed(boolean events, boolean mark) {
    update(() -> {
      markUnderWay &= !mark;
      if (events) {
        due = earlier(due, later(System.nanoTime() + pace.busy().toNanos(), apartFrom));
      }
    });
  }

  /** The clock may overflow: only differences count. */
  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private static long later(long one, long other) {
    return one - other < 0 ? other : one;
  }

  private void update(Runnable change) {
    state.lock();
    try {
      progressAt = System.nanoTime();
      change.run();
      changed.signal();
    } finally {
      state.unlock();
    }
  }

  private void beat() {
    try {
      while (awaitDue()) {
        metrics.slotLag(
            markDue() ? SettledClock.mark(lock.session(), slot) : slot.lagBytes(lock.session()));
      }
    } catch (SQLException | RuntimeException e) {
      failed.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed.completeExceptionally(e);
    }
  }

  private boolean awaitDue() throws InterruptedException {
    state.lockInterruptibly();
    try {
      for (long left = due - System.nanoTime(); !closed && left > 0; ) {
        changed.awaitNanos(left);
        left = due - System.nanoTime();
      }
      due = System.nanoTime() + pace.idle().toNanos();
      return !closed;
    } finally {
      state.unlock();
    }
  }

  private boolean markDue() {
    state.lock();
    try {
      if (!streaming) {
        return false;
      }
      if (markUnderWay) {
        if (System.nanoTime() - progressAt > pace.stalled().toNanos()) {
          throw new IllegalStateException(
              "nothing has come through the stream for " + pace.stalled());
        }
        return false;
      }
      markUnderWay = true;
      progressAt = System.nanoTime();
      apartFrom = progressAt + pace.apart().toNanos();
      return true;
    } finally {
      state.unlock();
    }
  }

  @Override
  public void close() {
    update(() -> closed = true);
    thread.interrupt();
  }
}
