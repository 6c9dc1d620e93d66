package io.fundstream.projector.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many stream threads a run has: more while its tables are being filled, because then a machine
 * has little else to do with its processors; those of a version that serves from then on.
 */
final class ThreadCount {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadCount.class);
  private static final long LOOK_MILLIS = 500;
  private static final Duration LEAVING = Duration.ofSeconds(30);

  private final StreamsSettings settings;
  private final BooleanSupplier filling;
  private final int atStart;

  ThreadCount(StreamsSettings settings, BooleanSupplier filling) {
    this.settings = settings;
    this.filling = filling;
    this.atStart = filling.getAsBoolean() ? settings.fillingThreads() : settings.threads();
  }

  int atStart() {
    return atStart;
  }

  /** Gives threads back when the version serves; returns why the run ended. */
  Throwable keep(KafkaStreams streams, CompletableFuture<Throwable> ended)
      throws InterruptedException, ExecutionException {
    while (atStart > settings.threads() && filling.getAsBoolean()) {
      try {
        return ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRuns) {
        LOG.trace("goes on filling");
      }
    }
    if (atStart > settings.threads()) {
      // Not here: Streams swallows the interrupt that ends this thread.
      Thread.startVirtualThread(() -> giveBack(streams, ended));
    }
    return ended.get();
  }

  /**
   * Leaves the threads with the lowest numbers. A thread's number is part of its name in the group,
   * and Streams gives back the oldest: were the others left, the group would wait a session long
   * for them after the next start, which begins with the lowest.
   */
  private void giveBack(KafkaStreams streams, CompletableFuture<Throwable> ended) {
    try {
      for (int more = atStart - settings.threads(); more > 0; more--) {
        streams.removeStreamThread(LEAVING);
      }
      for (int n = 0; n < settings.threads(); n++) {
        // Never the last one: nobody would read, and nothing would have failed.
        if (streams.addStreamThread().isPresent()) streams.removeStreamThread(LEAVING);
      }
      LOG.info("works on with {} of {} threads", settings.threads(), atStart);
    } catch (RuntimeException e) {
      ended.complete(e);
    }
  }
}
