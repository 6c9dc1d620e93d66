package io.fundstream.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What batches tell about themselves: the request's own status says nothing of its lines. */
final class BatchMeters {
  private final MeterRegistry registry;
  private final DistributionSummary lines;

  /** By status, of which there are as many as problems and successes. */
  private final Map<Integer, Counter> results = new ConcurrentHashMap<>();

  /**
   * @param running how many batches are worked on
   */
  BatchMeters(MeterRegistry registry, Supplier<Number> running) {
    this.registry = registry;
    this.lines =
        DistributionSummary.builder("batch.lines")
            .description("results in the answer to a batch")
            .serviceLevelObjectives(1, 10, 100, 1_000, 10_000)
            .register(registry);
    Gauge.builder("batch.running", running)
        .description("batches that are worked on now")
        .register(registry);
  }

  /** A line has its result. */
  void result(int status) {
    results.computeIfAbsent(status, this::counter).increment();
  }

  /**
   * A batch has come to its end.
   *
   * @param count its results
   */
  void ended(int count) {
    lines.record(count);
  }

  private Counter counter(int status) {
    return Counter.builder("batch.results")
        .description("results of lines, the one that ends a batch early included")
        .tag("status", Integer.toString(status))
        .register(registry);
  }
}
