package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** What the log tells about itself. */
public final class LogMeters {
  private final MeterRegistry registry;
  private final Timer transactions;
  private final DistributionSummary batches;
  private final Counter retries;
  private final Counter singly;
  private final Counter lostCommits;

  /** A transaction that may lose the answer to its commit. */
  interface Work<T> {
    T run() throws SQLException, CommitUnknown;
  }

  public LogMeters(MeterRegistry registry) {
    this.registry = registry;
    this.transactions =
        Timer.builder("log.transaction").publishPercentileHistogram().register(registry);
    this.batches = DistributionSummary.builder("log.batch.commands").register(registry);
    this.retries = registry.counter("log.transaction.retries");
    this.singly = registry.counter("log.batch.singly");
    this.lostCommits = registry.counter("log.commit.unknown");
  }

  public void waiting(IntSupplier commands) {
    // By a strong reference: nobody else holds the supplier, and the gauge would become NaN.
    Gauge.builder("log.waiting.commands", commands::getAsInt).register(registry);
  }

  <T> T timed(int commands, Work<T> work) throws SQLException, CommitUnknown {
    batches.record(commands);
    long began = System.nanoTime();
    try {
      return work.run();
    } finally {
      transactions.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  public void settled(Outcome outcome) {
    registry.counter("log.commands", "outcome", outcome.getClass().getSimpleName()).increment();
  }

  void retried() {
    retries.increment();
  }

  void ranOneByOne() {
    singly.increment();
  }

  void commitLost() {
    lostCommits.increment();
  }
}
