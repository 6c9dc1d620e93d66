package io.fundstream.stack.member;

import io.fundstream.runtime.supervisor.BackOff;
import io.fundstream.stack.data.States;
import io.fundstream.stack.data.States.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one member as it is wished: starts it, starts it again with growing pauses when it ends by
 * itself, keeps it stopped while somebody wants that. One thread for each.
 */
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int FIRST_ATTEMPTS = 3;

  private final Member member;
  private final BooleanSupplier wantsStopped;
  private final Runnable onChange;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile State state = State.WAITING;
  private volatile int restarts;

  /**
   * @param wantsStopped asked about ten times a second
   * @param onChange called after each change of state, from the keeper's thread
   */
  public Keeper(Member member, BooleanSupplier wantsStopped, Runnable onChange) {
    this.member = member;
    this.wantsStopped = wantsStopped;
    this.onChange = onChange;
    this.thread =
        Thread.ofPlatform().daemon().name("keeper-" + member.name()).unstarted(this::keep);
  }

  /**
   * Begins.
   *
   * @return completes when it has started for the first time, exceptionally when that failed; then
   *     it is not tried again
   */
  public CompletionStage<Void> begin() {
    thread.start();
    return started.minimalCompletionStage();
  }

  public Member member() {
    return member;
  }

  public States.Member state() {
    return new States.Member(state, member.pid().orElse(0), restarts);
  }

  private void keep() {
    try {
      startFirst(FIRST_ATTEMPTS);
      started.complete(null);
    } catch (RuntimeException | Error e) {
      become(State.STOPPED);
      started.completeExceptionally(e);
      return;
    }
    int failures = 0;
    while (closing.getCount() > 0) {
      failures = step(failures);
      pause(LOOK);
    }
  }

  /** On a machine that is busy starting everything else, a time-out need not mean a fault. */
  private void startFirst(int attempts) {
    become(State.STARTING);
    try {
      member.start();
      become(State.RUNNING);
    } catch (RuntimeException e) {
      if (attempts == 1 || closing.getCount() == 0) {
        throw e;
      }
      LOG.warn("{} did not start, trying again", member.name(), e);
      pause(BackOff.DEFAULT.after(1));
      startFirst(attempts - 1);
    }
  }

  /** Looks once and does what is called for. Returns the failures in a row. */
  private int step(int failures) {
    if (wantsStopped.getAsBoolean()) {
      if (state != State.STOPPED) {
        stopMember();
      }
      return 0;
    }
    if (member.running()) {
      return failures;
    }
    if (state == State.RUNNING) {
      restarts++;
      LOG.warn("{} has ended; it is started again", member.name());
    }
    return startAgain(failures) ? 0 : failures + 1;
  }

  private void stopMember() {
    become(State.STOPPING);
    member.stop();
    become(State.STOPPED);
  }

  private boolean startAgain(int failures) {
    if (failures > 0) {
      become(State.BACKING_OFF);
      pause(BackOff.DEFAULT.after(failures));
      if (closing.getCount() == 0 || wantsStopped.getAsBoolean()) {
        return false;
      }
    }
    become(State.STARTING);
    try {
      member.start();
      become(State.RUNNING);
      return true;
    } catch (RuntimeException e) {
      LOG.error("{} does not start", member.name(), e);
      become(State.BACKING_OFF);
      return false;
    }
  }

  private void become(State next) {
    state = next;
    LOG.info("{} is {}", member.name(), next);
    onChange.run();
  }

  private void pause(Duration length) {
    try {
      if (closing.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{} is left to itself", member.name());
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, and the latch tells the same.
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the keeping and stops the member. */
  @Override
  public void close() {
    closing.countDown();
    try {
      // A member that is being started now is let finish, within bounds.
      if (!thread.join(Duration.ofSeconds(3))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (state == State.STOPPED || state == State.WAITING) {
      return;
    }
    stopMember();
  }
}
