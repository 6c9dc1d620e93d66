package io.fundstream.projector.stream;

import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.Stored;
import io.fundstream.runtime.health.Readiness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How a projection is doing, for readiness and metrics. Written by its threads, read by anyone. */
public final class ProjectionStatus {
  /** Without an answer to a heartbeat for so long, Kafka counts as away. In seconds. */
  private static final double HEARTBEAT_LOST = 6;

  private final ProjectionName name;
  private final Counter applied;
  private final Counter passed;
  private final Counter duplicates;
  private final Counter parked;
  private final Counter gaps;
  private final Timer batches;
  private final Timer delay;
  private final DistributionSummary batchRecords;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong parkedNow = new AtomicLong();
  private volatile boolean running;
  private volatile String phase = "starting";
  private volatile @Nullable String hindrance;
  private volatile DoubleSupplier heartbeat = () -> 0;

  public ProjectionStatus(ProjectionName name, MeterRegistry meters) {
    this.name = name;
    String projection = name.toString();
    this.applied = records(meters, "applied");
    this.passed = records(meters, "passed");
    this.duplicates = records(meters, "duplicate");
    this.parked = records(meters, "parked");
    this.gaps =
        Counter.builder("projector.gaps")
            .description("Times an event was missing under a key beyond the bounds")
            .tag("projection", projection)
            .register(meters);
    this.batches =
        Timer.builder("projector.batch")
            .description("From a batch in hand to its commit in PostgreSQL")
            .tag("projection", projection)
            .register(meters);
    this.delay =
        Timer.builder("projector.delay")
            .description("From an event's recording to its commit in the read model")
            .tag("projection", projection)
            .register(meters);
    this.batchRecords =
        DistributionSummary.builder("projector.batch.records")
            .tag("projection", projection)
            .register(meters);
    gauge(meters, "projector.waiting", "Records in memory that wait for an event between", waiting);
    gauge(meters, "projector.parked", "Records parked in read_model.parked", parkedNow);
    Gauge.builder("projector.running", this, status -> status.running ? 1 : 0)
        .tag("projection", projection)
        .register(meters);
  }

  private Counter records(MeterRegistry meters, String outcome) {
    return Counter.builder("projector.records")
        .description("Records stored, by what became of them")
        .tag("projection", name.toString())
        .tag("outcome", outcome)
        .register(meters);
  }

  private void gauge(MeterRegistry meters, String meter, String meaning, Number number) {
    Gauge.builder(meter, number, Number::doubleValue)
        .description(meaning)
        .tag("projection", name.toString())
        .register(meters);
  }

  public ProjectionName name() {
    return name;
  }

  /** What it is doing before it runs, for people. */
  void starting(String what) {
    running = false;
    hindrance = null;
    phase = what;
  }

  void running(DoubleSupplier secondsSinceHeartbeat) {
    heartbeat = secondsSinceHeartbeat;
    running = true;
    phase = "running";
  }

  /** It stopped, and will be tried again. */
  void ended(String why) {
    running = false;
    phase = why;
  }

  void hindered(String by) {
    hindrance = by;
  }

  void unhindered() {
    hindrance = null;
  }

  void gap() {
    gaps.increment();
  }

  void waiting(int records) {
    waiting.set(records);
  }

  void stored(Stored stored, int records, long nanos) {
    applied.increment(stored.applied());
    passed.increment(stored.passed());
    duplicates.increment(stored.duplicates());
    parked.increment(stored.parked());
    parkedNow.addAndGet(stored.parked());
    batches.record(nanos, TimeUnit.NANOSECONDS);
    batchRecords.record(records);
    Instant latest = stored.latest();
    if (latest != null) {
      Duration age = Duration.between(latest, Instant.now());
      delay.record(age.isNegative() ? Duration.ZERO : age);
    }
  }

  /** What the table says; records come and go there by retry and skip too. */
  public void parked(long count) {
    parkedNow.set(count);
  }

  /** Whether it applies events now, and a sentence on how it is. */
  public Readiness.Status look() {
    String held = hindrance;
    if (!running || held != null) {
      return Readiness.Status.notReady(held == null ? phase : held);
    }
    double silent = heartbeat.getAsDouble();
    if (silent > HEARTBEAT_LOST) {
      return Readiness.Status.notReady("no answer from Kafka for %.0f s".formatted(silent));
    }
    long count = parkedNow.get();
    return Readiness.Status.ready(
        count == 0 ? "running" : "running, %d records parked".formatted(count));
  }
}
