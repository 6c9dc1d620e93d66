package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.LogConfig;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.queue.Pending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes whatever waits and settles it in a transaction. It does not wait for more:
 * while one batch commits, the next one gathers.
 *
 * <p>All commands of a partition key go to the same appender, so that appenders of one gateway do
 * not compete for a head.
 */
public final class Appender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

  /** The longest pause while everything that waits is held by others, milliseconds. */
  private static final int LONGEST_PAUSE = 16;

  /** How long an idle appender sleeps before it looks whether it is to stop, milliseconds. */
  private static final int IDLE = 200;

  private final LogConfig config;
  private final BatchRunner runner;
  private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();

  /** Commands that came back; bounded as the queue is, by admission. */
  private final Deque<Pending> returned = new ArrayDeque<>();

  private volatile boolean draining;

  public Appender(LogConfig config, BatchRunner runner) {
    this.config = config;
    this.runner = runner;
  }

  public void add(Pending pending) {
    queue.add(pending);
  }

  /** For commands that came when the appender had ended. */
  public void turnAwayQueued() {
    for (Pending late = queue.poll(); late != null; late = queue.poll()) {
      runner.settle(late, new Outcome.Unavailable());
    }
  }

  /** Settles what waits and ends. */
  public void drain() {
    draining = true;
  }

  @Override
  public void run() {
    int pause = 0;
    try {
      while (true) {
        List<Pending> batch = next(pause);
        if (batch.isEmpty() && draining && returned.isEmpty()) {
          return;
        }
        if (!batch.isEmpty()) {
          boolean progress = settle(batch);
          pause = progress ? 0 : Math.min(LONGEST_PAUSE, pause * 2 + 1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abandon();
    }
  }

  private boolean settle(List<Pending> batch) throws InterruptedException {
    int before = returned.size();
    for (Pending pending : runner.run(batch)) {
      long waited = System.nanoTime() - pending.since();
      if (waited > config.commandTimeout().toNanos()) {
        runner.settle(pending, new Outcome.Unavailable());
      } else if (pending.behindKey() && waited > config.keyWait().toNanos()) {
        runner.settle(pending, new Outcome.KeyInFlight());
      } else {
        returned.add(pending);
      }
    }
    return returned.size() - before < batch.size();
  }

  /** What waits now, oldest first; waits itself only when there is nothing to do. */
  private List<Pending> next(int pause) throws InterruptedException {
    List<Pending> batch = new ArrayList<>();
    int bytes = 0;
    if (returned.isEmpty() || pause > 0) {
      Pending first = queue.poll(returned.isEmpty() ? IDLE : pause, TimeUnit.MILLISECONDS);
      if (first != null) {
        returned.add(first);
      }
    }
    while (batch.size() < config.maxBatch() && bytes < config.maxBatchBytes()) {
      Pending pending = returned.isEmpty() ? queue.poll() : returned.poll();
      if (pending == null) {
        break;
      }
      if (!pending.outcome().isDone()) {
        batch.add(pending);
        bytes += pending.submission().bytes();
      }
    }
    return batch;
  }

  /** Nobody waits for an answer that does not come. */
  private void abandon() {
    queue.drainTo(returned);
    if (!returned.isEmpty()) {
      LOG.warn("{} commands were not settled when the gateway stopped", returned.size());
    }
    returned.forEach(p -> runner.settle(p, new Outcome.Unavailable()));
    returned.clear();
  }
}
