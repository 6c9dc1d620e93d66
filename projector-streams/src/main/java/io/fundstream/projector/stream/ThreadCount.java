package io.fundstream.projector.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many stream threads an application has. One that fills tables has many, because then a
 * machine has little else to do with its processors. One that feeds what is read has few, and many
 * while there is a backlog, however many projections it feeds.
 */
final class ThreadCount {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadCount.class);
  private static final long LOOK_MILLIS = 500;
  private static final Duration LEAVING = Duration.ofSeconds(30);

  /** So many unread records are a backlog: more than a thread reads in a second or so. */
  private static final long BACKLOG = 50_000;

  /** Changing the number moves parts between threads, so it is done after so many looks alike. */
  private static final int ALIKE_TO_GROW = 4;

  private static final int ALIKE_TO_SHRINK = 20;

  private final StreamsSettings settings;
  private final LongSupplier unread;
  private final int atStart;
  private final boolean fixed;
  private int more;
  private int alike;

  /**
   * @param unread how many records are not read yet
   */
  ThreadCount(StreamsSettings settings, boolean filling, LongSupplier unread) {
    this.settings = settings;
    this.unread = unread;
    this.atStart = filling ? settings.fillingThreads() : settings.threads();
    this.fixed = filling || settings.fillingThreads() == settings.threads();
  }

  int atStart() {
    return atStart;
  }

  /** Adds and takes away threads until the run ends; returns why it did. */
  Throwable keep(KafkaStreams streams, CompletableFuture<Throwable> ended)
      throws InterruptedException, ExecutionException {
    while (!fixed) {
      try {
        return ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRuns) {
        look(streams, ended);
      }
    }
    return ended.get();
  }

  private void look(KafkaStreams streams, CompletableFuture<Throwable> ended) {
    boolean grown = more > 0;
    long now = unread.getAsLong();
    alike = (grown ? now == 0 : now > BACKLOG) ? alike + 1 : 0;
    if (!grown && alike >= ALIKE_TO_GROW) {
      alike = 0;
      more = settings.fillingThreads() - atStart;
      LOG.info("{} records are unread: works with {} more threads", now, more);
      add(streams, more);
    } else if (grown && alike >= ALIKE_TO_SHRINK) {
      alike = 0;
      int spare = more;
      more = 0;
      // Not here: Streams swallows the interrupt that ends this thread.
      Thread.startVirtualThread(() -> giveBack(streams, spare, ended));
    }
  }

  private static void add(KafkaStreams streams, int count) {
    for (int n = 0; n < count; n++) {
      streams.addStreamThread();
    }
  }

  /**
   * Leaves the threads with the lowest numbers. A thread's number is part of its name in the group,
   * and Streams gives back the oldest: were the others left, the group would wait a session long
   * for them after the next start, which begins with the lowest.
   */
  private void giveBack(KafkaStreams streams, int spare, CompletableFuture<Throwable> ended) {
    try {
      for (int n = 0; n < spare; n++) {
        streams.removeStreamThread(LEAVING);
      }
      for (int n = 0; n < atStart; n++) {
        // Never the last one: nobody would read, and nothing would have failed.
        if (streams.addStreamThread().isPresent()) streams.removeStreamThread(LEAVING);
      }
      LOG.info("the backlog is read: works on with {} threads", atStart);
    } catch (RuntimeException e) {
      ended.complete(e);
    }
  }
}
