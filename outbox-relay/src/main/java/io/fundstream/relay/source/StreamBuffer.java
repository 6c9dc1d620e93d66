package io.fundstream.relay.source;

import io.fundstream.relay.plan.EventRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Between the thread that decodes the stream and the one that sends: bounded by rows and by bytes,
 * a full buffer stops the decoding. The sender wakes at the end of a transaction, not at each of
 * its rows, and then gets everything there is: the busier, the larger the batches.
 */
final class StreamBuffer {
  private final int maxRows;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();

  private List<EventRow> rows = new ArrayList<>();
  private long bytes;
  private long commitLsn;
  private @Nullable Instant settled;
  private boolean deliverable;

  /**
   * An empty buffer.
   *
   * @param maxRows at least 1
   * @param maxBytes by {@link EventRow#weight}; one row goes in even if it is heavier
   */
  StreamBuffer(int maxRows, long maxBytes) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
  }

  /** Puts a row in, waiting for room. */
  void row(EventRow row) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!rows.isEmpty() && (rows.size() >= maxRows || bytes + row.weight() > maxBytes)) {
        deliver();
        drained.await();
      }
      rows.add(row);
      bytes += row.weight();
    } finally {
      lock.unlock();
    }
  }

  /** A transaction has ended: its rows are complete. */
  void commit(long lsn) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      commitLsn = lsn;
      if (!rows.isEmpty()) {
        deliver();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A mark came back, at a place in the log where no transaction of ours is under way. */
  void settled(long lsn, Instant instant) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      commitLsn = lsn;
      settled = instant;
      deliver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes everything there is.
   *
   * @return null if nothing came within the time
   */
  @Nullable StreamBatch take(Duration wait) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = wait.toNanos();
      while (!deliverable && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (!deliverable) {
        return null;
      }
      StreamBatch batch = new StreamBatch(rows, commitLsn, settled);
      rows = new ArrayList<>();
      bytes = 0;
      settled = null;
      deliverable = false;
      drained.signal();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void deliver() {
    deliverable = true;
    changed.signal();
  }
}
