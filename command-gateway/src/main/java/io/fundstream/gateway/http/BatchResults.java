package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Outcome;
import io.fundstream.runtime.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of one batch in the order of its lines, as soon as they are there. The reader
 * of the lines goes on meanwhile: many clients send everything before they read anything.
 */
final class BatchResults implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchResults.class);
  private static final CompletableFuture<byte[]> END = new CompletableFuture<>();
  private static final int BUFFER = 16 << 10;

  /** Between two looks whether the client has read on, milliseconds. */
  private static final int LOOK_AGAIN = 5;

  private final OutputStream out;
  private final BatchMeters meters;

  /** At most a batch's lines, one for its last words and one for the end. */
  private final BlockingQueue<CompletableFuture<byte[]>> queue;

  private final AtomicLong unread = new AtomicLong();
  private int count;
  private volatile boolean gone;

  BatchResults(OutputStream out, BatchConfig limits, BatchMeters meters) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.meters = meters;
    this.queue = new LinkedBlockingQueue<>(limits.maxLines() + 2);
  }

  void add(int line, Problem problem) {
    add(CompletableFuture.completedFuture(made(LineResult.of(line, problem))));
  }

  void add(int line, CompletableFuture<Outcome> outcome) {
    add(outcome.thenApply(o -> made(LineResult.of(line, o))));
  }

  private void add(CompletableFuture<byte[]> result) {
    count++;
    queue.add(result);
  }

  private byte[] made(LineResult result) {
    meters.result(result.status());
    unread.addAndGet(result.bytes().length);
    return result.bytes();
  }

  void end() {
    meters.ended(count);
    queue.add(END);
  }

  /**
   * Waits until the client has read enough for more results.
   *
   * @param deadline {@link System#nanoTime}
   * @return false if it has not by then, or is gone
   */
  boolean awaitRoom(long most, long deadline) throws InterruptedException {
    while (!gone && unread.get() > most && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN);
    }
    return !gone && unread.get() <= most;
  }

  @Override
  public void run() {
    try {
      for (var result = queue.take(); result != END; result = queue.take()) {
        if (!result.isDone()) {
          out.flush();
        }
        byte[] bytes = result.get();
        out.write(bytes);
        unread.addAndGet(-bytes.length);
        if (queue.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException e) {
      LOG.debug("the client of a batch is gone: {}", e.getMessage());
    } catch (ExecutionException e) {
      LOG.error("a line's result could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gone = true;
    }
  }
}
