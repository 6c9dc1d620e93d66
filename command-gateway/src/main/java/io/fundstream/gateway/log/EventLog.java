package io.fundstream.gateway.log;

import io.fundstream.gateway.log.batch.Appender;
import io.fundstream.gateway.log.batch.BatchRunner;
import io.fundstream.gateway.log.batch.BatchTransaction;
import io.fundstream.gateway.log.batch.LogMeters;
import io.fundstream.gateway.log.head.StreamKeys;
import io.fundstream.gateway.log.queue.Admission;
import io.fundstream.gateway.log.queue.Pending;
import io.fundstream.gateway.log.state.StateCache;
import io.fundstream.gateway.log.write.BatchWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of events. Submissions that wait at the same time share a transaction (group
 * commit); an outcome that says a command was decided is durable.
 *
 * <p>Safe for many threads, and for many gateways on one database.
 */
public final class EventLog implements AutoCloseable {
  private final Admission admission;
  private final int singleAppenders;
  private final StreamKeys keys;
  private final LogMeters meters;
  private final List<Appender> appenders = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile boolean stopped;

  private EventLog(DataSource database, LogConfig config, MeterRegistry registry) {
    this.admission = new Admission(config.maxWaiting(), config.maxWaitingBytes());
    this.singleAppenders = Math.min(config.singleAppenders(), config.appenders());
    this.keys = new StreamKeys(database, config.cachedStreams());
    this.meters = new LogMeters(registry);
    meters.waiting(admission::waiting);
    BatchTransaction transaction =
        new BatchTransaction(
            new StateCache(config.cachedStreams()),
            new BatchWriter(config.answersKept(), config.snapshotEvery()));
    BatchRunner runner = new BatchRunner(database, transaction, this::settle, meters);
    for (int i = 0; i < config.appenders(); i++) {
      Appender appender = new Appender(config, runner);
      appenders.add(appender);
      threads.add(
          Thread.ofPlatform()
              .name("appender-" + i)
              .uncaughtExceptionHandler((_, e) -> broken.complete(e))
              .unstarted(appender));
    }
  }

  /**
   * Starts the appenders.
   *
   * @param database lends connections; each appender holds at most one at a time
   */
  public static EventLog start(DataSource database, LogConfig config, MeterRegistry registry) {
    EventLog log = new EventLog(database, config, registry);
    log.threads.forEach(Thread::start);
    return log;
  }

  /** Queues a command. The future never fails: what can go wrong is an {@link Outcome}. */
  public CompletableFuture<Outcome> submit(Submission submission) {
    if (closed) {
      return CompletableFuture.completedFuture(new Outcome.Unavailable());
    }
    if (!admission.enter(submission)) {
      meters.settled(new Outcome.Overloaded());
      return CompletableFuture.completedFuture(new Outcome.Overloaded());
    }
    return enqueue(submission, null);
  }

  /**
   * Queues a command behind the others of its order. Where {@link #submit} refuses for want of room
   * this waits, and never takes more than half of the room, so that single commands find some.
   *
   * @param patience the longest wait for room; after it the outcome is {@link Outcome.Unavailable}
   *     and nothing was done
   */
  public CompletableFuture<Outcome> submitBehind(
      OrderedCommands order, Submission submission, Duration patience) throws InterruptedException {
    if (closed || !admission.await(submission, patience)) {
      return CompletableFuture.completedFuture(new Outcome.Unavailable());
    }
    return enqueue(submission, order);
  }

  private CompletableFuture<Outcome> enqueue(
      Submission submission, @Nullable OrderedCommands order) {
    Pending pending = new Pending(submission, System.nanoTime(), order);
    int among = order == null ? singleAppenders : appenders.size();
    UUID key = submission.intent().partitionKey();
    Appender appender = appenders.get(Math.floorMod(key.hashCode(), among));
    appender.add(pending);
    if (stopped) {
      appender.turnAwayQueued();
    }
    return pending.outcome();
  }

  /**
   * The partition key of a stream, for commands that name only the stream; empty if there is no
   * such stream. An intent for a stream that does not exist may take the stream's id as its key: it
   * will find nothing there.
   *
   * @throws io.fundstream.runtime.database.Unavailable if the database cannot be asked
   */
  public Optional<UUID> partitionKeyOf(UUID stream) {
    return keys.of(stream);
  }

  /** Completes with the cause when an appender died: the log must be closed and made anew. */
  public CompletionStage<Throwable> broken() {
    return broken;
  }

  private void settle(Pending pending, Outcome outcome) {
    OrderedCommands order = pending.order();
    if (order != null) {
      order.settled(pending.place(), outcome);
    }
    if (pending.outcome().complete(outcome)) {
      admission.leave(pending.submission());
      meters.settled(outcome);
    }
  }

  /** Settles what waits, at most for 5 seconds, and stops. */
  @Override
  public void close() {
    closed = true;
    appenders.forEach(Appender::drain);
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    try {
      for (Thread thread : threads) {
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        if (thread.isAlive() && !thread.join(left)) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    stopped = true;
    appenders.forEach(Appender::turnAwayQueued);
  }
}
