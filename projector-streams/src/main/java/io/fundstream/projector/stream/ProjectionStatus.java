package io.fundstream.projector.stream;

import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.Stored;
import io.fundstream.runtime.health.Readiness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** How a projection is doing, for readiness and metrics. Written by its threads, read by anyone. */
public final class ProjectionStatus {
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
  private final ParkedNews news;
  private final List<Meter> meters = new ArrayList<>();
  private final MeterRegistry registry;

  /** Of the applications that feed it; two while one takes over from the other. */
  private final List<AppState> feeding = new CopyOnWriteArrayList<>();

  private volatile boolean filling;

  public ProjectionStatus(ProjectionName name, ParkedNews news, MeterRegistry registry) {
    this.name = name;
    this.news = news;
    this.registry = registry;
    String projection = name.toString();
    this.applied = records("applied");
    this.passed = records("passed");
    this.duplicates = records("duplicate");
    this.parked = records("parked");
    this.gaps =
        kept(
            Counter.builder("projector.gaps")
                .description("Times an event was missing under a key beyond the bounds")
                .tag("projection", projection)
                .register(registry));
    this.batches =
        kept(
            Timer.builder("projector.batch")
                .description("From a batch in hand to its commit in PostgreSQL")
                .tag("projection", projection)
                .register(registry));
    this.delay =
        kept(
            Timer.builder("projector.delay")
                .description("From an event's recording to its commit in the read model")
                .tag("projection", projection)
                .register(registry));
    this.batchRecords =
        kept(
            DistributionSummary.builder("projector.batch.records")
                .tag("projection", projection)
                .register(registry));
    gauge("projector.waiting", "Records in memory that wait for an event between", waiting::get);
    gauge(
        "projector.parked",
        "Records parked in read_model.parked",
        () -> news.count(projection).records());
    gauge(
        "projector.parked.keys",
        "Partition keys that stand still behind a parked record",
        () -> news.count(projection).keys());
    gauge("projector.running", "Whether it applies events", () -> running() ? 1 : 0);
    gauge("projector.filling", "Whether readers do not see its tables yet", () -> filling ? 1 : 0);
  }

  private Counter records(String outcome) {
    return kept(
        Counter.builder("projector.records")
            .description("Records stored, by what became of them")
            .tag("projection", name.toString())
            .tag("outcome", outcome)
            .register(registry));
  }

  private void gauge(String meter, String meaning, Supplier<Number> number) {
    meters.add(
        Gauge.builder(meter, number)
            .description(meaning)
            .tag("projection", name.toString())
            .register(registry));
  }

  private <M extends Meter> M kept(M meter) {
    meters.add(meter);
    return meter;
  }

  /** The version runs no more: its metrics go too. */
  public void close() {
    meters.forEach(registry::remove);
  }

  /** Whether readers do not see the tables yet. */
  public void filling(boolean now) {
    filling = now;
  }

  public boolean isFilling() {
    return filling;
  }

  public ProjectionName name() {
    return name;
  }

  /** An application feeds it from now on. */
  public void fedBy(AppState application) {
    feeding.add(application);
  }

  /** An application feeds it no more. */
  public void notFedBy(AppState application) {
    feeding.remove(application);
  }

  private boolean running() {
    return feeding.stream().anyMatch(AppState::isRunning);
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
    batches.record(nanos, TimeUnit.NANOSECONDS);
    batchRecords.record(records);
    Instant latest = stored.latest();
    if (latest != null) {
      Duration age = Duration.between(latest, Instant.now());
      delay.record(age.isNegative() ? Duration.ZERO : age);
    }
  }

  /** Parked records were applied or skipped. */
  void drained(Stored stored) {
    applied.increment(stored.applied());
    passed.increment(stored.passed());
  }

  /** Whether it applies events now, and a sentence on how it is. */
  public Readiness.Status look() {
    Readiness.Status last = Readiness.Status.notReady("starting");
    for (AppState application : feeding) {
      last = application.look();
      if (last.ready()) {
        return Readiness.Status.ready(last.detail() + parkedNow());
      }
    }
    return last;
  }

  private String parkedNow() {
    ParkedNews.Count parkedNow = news.count(name.toString());
    return parkedNow.keys() == 0
        ? ""
        : ", %d keys parked with %d records".formatted(parkedNow.keys(), parkedNow.records());
  }
}
