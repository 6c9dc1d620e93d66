package io.fundstream.gateway.log.queue;

import io.fundstream.gateway.log.Submission;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds how many commands wait, and how much memory their requests hold. */
public final class Admission {
  /** The longest sleep between two looks for room, nanoseconds. */
  private static final long LOOK_AGAIN = 20_000_000;

  private final int maxCommands;
  private final long maxBytes;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger patient = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();

  public Admission(int maxCommands, long maxBytes) {
    this.maxCommands = maxCommands;
    this.maxBytes = maxBytes;
  }

  public boolean enter(Submission submission) {
    if (commands.incrementAndGet() > maxCommands) {
      commands.decrementAndGet();
      return false;
    }
    if (bytes.addAndGet(submission.bytes()) > maxBytes) {
      leave(submission);
      return false;
    }
    return true;
  }

  /**
   * Waits until it may enter, and leaves the other half of the room to those who do not wait.
   *
   * @return false if there was no room in time
   */
  public boolean await(Submission submission, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    patient.incrementAndGet();
    lock.lock();
    try {
      while (!enterHalf(submission)) {
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
          return false;
        }
        // Whoever leaves just before this does not signal; the bound makes up for it.
        left.await(Math.min(nanos, LOOK_AGAIN), TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
      patient.decrementAndGet();
    }
  }

  /** A command that is larger than half of the room enters when nothing else waits. */
  private boolean enterHalf(Submission submission) {
    int others = commands.get();
    long most = Math.max(maxBytes / 2, submission.bytes());
    return others < Math.max(1, maxCommands / 2)
        && bytes.get() + submission.bytes() <= most
        && enter(submission);
  }

  public void leave(Submission submission) {
    commands.decrementAndGet();
    bytes.addAndGet(-submission.bytes());
    if (patient.get() > 0) {
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  public int waiting() {
    return commands.get();
  }
}
