package io.fundstream.runtime.supervisor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a body again and again on a thread of its own until it is closed or fails for good.
 *
 * <p>STARTING → RUNNING (the body said so) → BACKING_OFF (it ended or threw) → STARTING …; STOPPED
 * after {@link #close}; FAILED when an exception is one that another try cannot mend.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** Where the supervised work is. */
  public enum State {
    STARTING,
    RUNNING,
    BACKING_OFF,
    STOPPED,
    FAILED
  }

  /** The supervised work. Returning or throwing ends one run; an interrupt asks it to end. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param up to be called once, when this run has begun to work
     */
    void run(Runnable up) throws Exception;
  }

  private final String name;
  private final BackOff backOff;
  private final Predicate<Throwable> forGood;
  private final Body body;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final Thread thread;
  private volatile State state = State.STARTING;
  private volatile @Nullable Throwable lastFailure;

  private Supervisor(String name, BackOff backOff, Predicate<Throwable> forGood, Body body) {
    this.name = name;
    this.backOff = backOff;
    this.forGood = forGood;
    this.body = body;
    this.thread =
        Thread.ofPlatform().daemon().name(name + "-supervisor").unstarted(this::supervise);
  }

  /**
   * Starts at once.
   *
   * @param forGood which failures another try cannot mend; {@link #fatal} then completes
   */
  public static Supervisor start(
      String name, BackOff backOff, Predicate<Throwable> forGood, Body body) {
    Supervisor supervisor = new Supervisor(name, backOff, forGood, body);
    supervisor.thread.start();
    return supervisor;
  }

  /** Where the work is now. */
  public State state() {
    return state;
  }

  /** Why the last run ended, null if none has failed yet. */
  public @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /** Completes with the cause when the state becomes FAILED. */
  public CompletionStage<Throwable> fatal() {
    return fatal.minimalCompletionStage();
  }

  /** Interrupts the body and waits up to 8 seconds for it to end. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      if (!thread.join(Duration.ofSeconds(8))) {
        LOG.warn("{} did not end within 8 s of being told to", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    int failures = 0;
    while (closing.getCount() > 0) {
      long began = System.nanoTime();
      Throwable failure = runOnce();
      if (closing.getCount() == 0) break;
      if (failure != null && forGood.test(failure)) {
        state = State.FAILED;
        fatal.complete(failure);
        return;
      }
      boolean settled = System.nanoTime() - began >= backOff.settled().toNanos();
      failures = settled ? 1 : failures + 1;
      if (!waited(backOff.after(failures), failure)) break;
    }
    state = State.STOPPED;
  }

  private @Nullable Throwable runOnce() {
    state = State.STARTING;
    try {
      body.run(() -> state = State.RUNNING);
      return null;
    } catch (InterruptedException e) {
      // Closing shows below; an interrupt from elsewhere is a failure like any other.
      lastFailure = e;
      return e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      lastFailure = e;
      return e;
    }
  }

  private boolean waited(Duration wait, @Nullable Throwable failure) {
    state = State.BACKING_OFF;
    LOG.warn("{} ended, next try in {} ms", name, wait.toMillis(), failure);
    try {
      return !closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      if (closing.getCount() == 0) return false;
      LOG.info("{} is tried again early: it was interrupted while backing off", name);
      return true;
    }
  }
}
