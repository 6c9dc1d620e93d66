package io.fundstream.projector;

import io.fundstream.projector.Projections.Projection;
import io.fundstream.projector.rebuild.Running;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.stream.ProjectionApp;
import io.fundstream.projector.stream.ProjectionApp.Shared;
import io.fundstream.projector.stream.ProjectionStatus;
import io.fundstream.runtime.health.Readiness.Status;
import io.fundstream.runtime.supervisor.BackOff;
import io.fundstream.runtime.supervisor.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Streams applications of this process: one a version of a projection that it feeds. */
final class Runs implements Running, AutoCloseable {
  private final Map<String, Projection<?>> projections;
  private final Shared shared;
  private final BackOff backOff;
  private final CompletableFuture<Throwable> fatal;
  private final MeterRegistry meters;
  private final Map<String, Map<Integer, Run>> running = new HashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  private record Run(Supervisor supervisor, ProjectionStatus status) {}

  /**
   * @param fatal completes when one has failed for good
   */
  Runs(
      List<Projection<?>> projections,
      Shared shared,
      BackOff backOff,
      CompletableFuture<Throwable> fatal,
      MeterRegistry meters) {
    this.projections =
        projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
    this.shared = shared;
    this.backOff = backOff;
    this.fatal = fatal;
    this.meters = meters;
    // Filled now and never again, so that it may be read by any thread.
    this.projections.keySet().forEach(name -> running.put(name, new ConcurrentSkipListMap<>()));
  }

  @Override
  public void keep(String name, Collection<Version> versions, String refusal) {
    refusals.put(name, refusal);
    Map<Integer, Run> runs = of(name);
    Map<Integer, Version> wanted = new TreeMap<>();
    versions.forEach(version -> wanted.put(version.number(), version));
    runs.keySet().stream().filter(n -> !wanted.containsKey(n)).toList().forEach(n -> stop(runs, n));
    wanted.forEach((number, version) -> {
      Run run = runs.computeIfAbsent(number, n -> start(projection(name), n, version.filling()));
      run.status().filling(version.filling());
    });
  }

  private Map<Integer, Run> of(String name) {
    return running.getOrDefault(name, Map.of());
  }

  private Projection<?> projection(String name) {
    Projection<?> projection = projections.get(name);
    if (projection == null) {
      throw new IllegalArgumentException("no projection: " + name);
    }
    return projection;
  }

  private <E> Run start(Projection<E> projection, int number, boolean filling) {
    ProjectionStatus status =
        new ProjectionStatus(projection.model().shape().at(number), shared.parked(), meters);
    status.filling(filling);
    Supervisor supervisor =
        Supervisor.start(
            status.name().toString(),
            backOff,
            ProjectionApp::forGood,
            new ProjectionApp<>(
                projection.topics(), () -> projection.model().create(number), shared, status));
    var unused = supervisor.fatal().thenAccept(fatal::complete);
    return new Run(supervisor, status);
  }

  private static void stop(Map<Integer, Run> runs, int number) {
    Run run = runs.remove(number);
    if (run != null) {
      run.supervisor().close();
      run.status().close();
    }
  }

  /** Ready if the live version runs; a version that is being filled is told, no more. */
  Status look(String name) {
    List<Run> runs = List.copyOf(of(name).values());
    String refusal = refusals.getOrDefault(name, "");
    if (runs.isEmpty()) {
      return Status.notReady(refusal.isEmpty() ? "waits for PostgreSQL" : refusal);
    }
    boolean ready = false;
    List<String> details = new ArrayList<>();
    if (!refusal.isEmpty()) {
      details.add(refusal);
    }
    for (Run run : runs) {
      Status status = run.status().look();
      ready |= status.ready() && !run.status().isFilling();
      String filling = run.status().isFilling() ? " (being filled)" : "";
      details.add(run.status().name() + filling + " " + status.detail());
    }
    String detail = String.join("; ", details);
    return ready ? Status.ready(detail) : Status.notReady(detail);
  }

  @Override
  public void close() {
    Closing.together(
        running.values().stream()
            .flatMap(runs -> runs.values().stream())
            .map(Run::supervisor)
            .toList());
  }
}
