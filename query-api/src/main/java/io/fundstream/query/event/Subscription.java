package io.fundstream.query.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one reader, with bounds. A reader that lets it run over is cut off: it gets
 * nothing more, and the last id it has seen tells it where to go on. Nobody else waits for it.
 */
final class Subscription {
  /** What the reader does next. */
  sealed interface Next {
    /** An event to be written. */
    record Event(Handed handed) implements Next {}

    /** Nothing came in the time given. */
    record Quiet() implements Next {}

    /** The feed has been filled anew. */
    record Restart() implements Next {}

    /** The reader is too slow. */
    record CutOff() implements Next {}

    /** This process ends. */
    record End() implements Next {}
  }

  private final FeedFilter filter;
  private final FeedLimits limits;
  private final Runnable cut;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Handed> waiting = new ArrayDeque<>();
  private long bytes;

  /** How it goes on once nothing waits any more. */
  private Next after = new Next.Quiet();

  /**
   * @param cut ends the reader's connection, also while it is in the middle of a write
   */
  Subscription(FeedFilter filter, FeedLimits limits, Runnable cut) {
    this.filter = filter;
    this.limits = limits;
    this.cut = cut;
  }

  /** Takes an event if the reader wants it; never waits. */
  void offer(Handed handed) {
    if (!filter.lets(handed.item())) {
      return;
    }
    lock.lock();
    try {
      if (!(after instanceof Next.Quiet)) {
        return;
      }
      bytes += handed.json().length;
      waiting.add(handed);
      if (waiting.size() > limits.bufferEvents() || bytes > limits.bufferBytes()) {
        finish(new Next.CutOff());
        cut.run();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits: it belongs to a feed that is no more. */
  void restart() {
    finishUnlessOver(new Next.Restart());
  }

  /** Nothing more will come. */
  void end() {
    finishUnlessOver(new Next.End());
  }

  /** The next event, or why there is none; waits up to the time given. */
  Next next(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && after instanceof Next.Quiet && left > 0) {
        left = changed.awaitNanos(left);
      }
      Handed handed = waiting.poll();
      if (handed == null) {
        return after;
      }
      bytes -= handed.json().length;
      return new Next.Event(handed);
    } finally {
      lock.unlock();
    }
  }

  private void finishUnlessOver(Next state) {
    lock.lock();
    try {
      if (after instanceof Next.Quiet) {
        finish(state);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void finish(Next state) {
    after = state;
    waiting.clear();
    bytes = 0;
  }
}
