package io.fundstream.gateway.http;

import io.fundstream.gateway.log.EventLog;
import io.fundstream.gateway.log.OrderedCommands;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.Submission;
import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.json.Parsed;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.Problems;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lines of one batch to the log: those of a partition key in their order, those of others
 * beside them, and no more at a time than may be in flight.
 */
final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final LineReader reader;
  private final EventLog log;
  private final BatchConfig limits;
  private final Duration patience;
  private final long deadline;
  private final BooleanSupplier stopping;
  private final BatchResults results;
  private final Semaphore lines;
  private final Semaphore bytes;
  private final Map<UUID, OrderedCommands> orders = new HashMap<>();

  /** A line was not confirmed: what comes after it is left for the next time. */
  private volatile boolean unconfirmed;

  /**
   * @param patience how long an outcome is waited for, and room for a line
   * @param deadline {@link System#nanoTime} after which no line is begun
   */
  BatchRun(
      LineReader reader,
      EventLog log,
      BatchConfig limits,
      Duration patience,
      long deadline,
      BooleanSupplier stopping,
      BatchResults results) {
    this.reader = reader;
    this.log = log;
    this.limits = limits;
    this.patience = patience;
    this.deadline = deadline;
    this.stopping = stopping;
    this.results = results;
    this.lines = new Semaphore(limits.linesInFlight());
    this.bytes = new Semaphore(limits.bytesInFlight());
  }

  /**
   * Takes lines until there are no more or none may be begun.
   *
   * @return whether it came to the end of the body
   */
  boolean run(BatchLine first, BatchLines following) throws InterruptedException {
    for (BatchLine line = first; ; line = following.next()) {
      switch (line) {
        case BatchLine.End() -> {
          return true;
        }
        case BatchLine.Cut(int number, Problem why) -> {
          results.add(number, why);
          return false;
        }
        case BatchLine.TooLong(int number) ->
            results.add(number, LineResult.tooLong(limits.maxLineBytes()));
        case BatchLine.Text text -> {
          Problem why = take(text);
          if (why != null) {
            results.add(text.number(), why);
            return false;
          }
        }
      }
    }
  }

  /** Why neither this line nor any after it is done; null if it was taken. */
  private @Nullable Problem take(BatchLine.Text line) throws InterruptedException {
    if (!results.awaitRoom(limits.maxUnread(), deadline) || System.nanoTime() > deadline) {
      return left("A batch may take %d s.".formatted(limits.longest().toSeconds()));
    }
    if (stopping.getAsBoolean()) {
      return left("The service is stopping.");
    }
    if (unconfirmed) {
      return left("A line before was not confirmed.");
    }
    try {
      switch (reader.read(line)) {
        case Parsed.Bad<Submission> bad ->
            results.add(line.number(), LineResult.invalid(bad.errors()));
        case Parsed.Ok<Submission> ok -> submit(line.number(), ok.value());
      }
    } catch (Unavailable e) {
      LOG.debug("unavailable", e);
      return left(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("reading a line of a batch failed", e);
      results.add(line.number(), Problems.internal());
    }
    return null;
  }

  private void submit(int number, Submission submission) throws InterruptedException {
    int size = Math.min(submission.bytes(), limits.bytesInFlight());
    lines.acquire();
    bytes.acquire(size);
    OrderedCommands order =
        orders.computeIfAbsent(submission.intent().partitionKey(), _ -> new OrderedCommands());
    CompletableFuture<Outcome> outcome =
        log.submitBehind(order, submission, patience)
            .copy()
            .completeOnTimeout(
                new Outcome.Unavailable(), patience.toMillis(), TimeUnit.MILLISECONDS);
    results.add(
        number,
        outcome.thenApply(o -> {
          if (o instanceof Outcome.Unavailable) {
            unconfirmed = true;
          }
          lines.release();
          bytes.release(size);
          return o;
        }));
  }

  private static Problem left(String why) {
    return Problems.unavailable(
        why
            + " This line and those after it were not done. Send the whole batch again with the same"
            + " Idempotency-Key.",
        1);
  }
}
