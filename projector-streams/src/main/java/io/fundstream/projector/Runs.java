package io.fundstream.projector;

import io.fundstream.projector.Projections.Projection;
import io.fundstream.projector.rebuild.Course;
import io.fundstream.projector.rebuild.Running;
import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.stream.AppState;
import io.fundstream.projector.stream.Group;
import io.fundstream.projector.stream.GroupApp;
import io.fundstream.projector.stream.GroupApp.Shared;
import io.fundstream.projector.stream.Member;
import io.fundstream.projector.stream.ProjectionStatus;
import io.fundstream.runtime.health.Readiness.Status;
import io.fundstream.runtime.supervisor.BackOff;
import io.fundstream.runtime.supervisor.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Streams applications of this process: one for all versions that readers see, one for each
 * version that is being filled, and one for each that failed where the others did not.
 */
final class Runs implements Running, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  private final Map<String, Projection<?>> projections;
  private final Shared shared;
  private final BackOff backOff;
  private final CompletableFuture<Throwable> fatal;
  private final MeterRegistry meters;
  private final Map<String, App> apps = new ConcurrentHashMap<>();
  private final Map<String, ProjectionStatus> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  /** Versions that have failed alone. They stay alone until this process ends. */
  private final Set<String> alone = ConcurrentHashMap.newKeySet();

  private record App(Group group, AppState state, Supervisor supervisor) {}

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
  }

  @Override
  public void keep(Map<String, Course> courses, Set<Version> held) {
    courses.forEach((name, course) -> refusals.put(name, course.refusal().orElse("")));
    List<Version> versions =
        courses.values().stream()
            .flatMap(course -> course.run().stream())
            .filter(version -> !held.contains(version))
            .toList();
    versions.forEach(version -> status(version).filling(version.filling()));
    Wanted wanted = Wanted.of(versions, alone);
    wanted
        .groups()
        .forEach((id, members) -> {
          if (!apps.containsKey(id)) {
            apps.put(id, start(id, members));
          }
        });
    List.copyOf(apps.values()).stream()
        .filter(app -> !wanted.groups().containsKey(app.group().id()))
        .filter(app -> isReplaced(app, wanted))
        .forEach(this::stop);
    forgetUnfed();
  }

  /**
   * Whether what is still wanted of its members is fed by another application that runs; one that
   * has failed here is not waited for.
   */
  private boolean isReplaced(App app, Wanted wanted) {
    return app.group().names().stream()
        .filter(name -> wanted.wants(name) && !alone.contains(name))
        .allMatch(name ->
            apps.values().stream()
                .anyMatch(other ->
                    other != app
                        && wanted.groups().containsKey(other.group().id())
                        && other.group().names().contains(name)
                        && other.state().isRunning()));
  }

  private ProjectionStatus status(Version version) {
    return statuses.computeIfAbsent(
        version.toString(),
        name ->
            new ProjectionStatus(
                projection(version.name()).model().shape().at(version.number()),
                shared.parked(),
                meters));
  }

  private Projection<?> projection(String name) {
    Projection<?> projection = projections.get(name);
    if (projection == null) {
      throw new IllegalArgumentException("no projection: " + name);
    }
    return projection;
  }

  private App start(String id, List<Version> versions) {
    List<Member<?>> members = new ArrayList<>();
    versions.forEach(version -> members.add(member(projection(version.name()), version)));
    boolean filling = versions.stream().anyMatch(Version::filling);
    Map<String, Set<String>> before = new HashMap<>();
    apps.forEach((other, app) -> before.put(other, app.group().names()));
    Group group = new Group(id, members, filling, before);
    AppState state = new AppState();
    members.forEach(member -> member.status().fedBy(state));
    LOG.info("{} feeds {}", id, group.names());
    Supervisor supervisor =
        Supervisor.start(
            id, backOff, GroupApp::forGood, new GroupApp(group, shared, state, this::failing));
    var unused = supervisor.fatal().thenAccept(fatal::complete);
    return new App(group, state, supervisor);
  }

  private <E> Member<E> member(Projection<E> projection, Version version) {
    return new Member<>(
        status(version), projection.topics(), () -> projection.model().create(version.number()));
  }

  private void failing(String member) {
    if (alone.add(member)) {
      LOG.error("{} fails where the others do not, and gets an application of its own", member);
    }
  }

  private void stop(App app) {
    apps.remove(app.group().id());
    app.supervisor().close();
    app.group().members().forEach(member -> member.status().notFedBy(app.state()));
    LOG.info("{} feeds nothing any more", app.group().id());
  }

  /** What nobody feeds has no metrics. */
  private void forgetUnfed() {
    Set<String> fed =
        apps.values().stream()
            .flatMap(app -> app.group().names().stream())
            .collect(Collectors.toSet());
    statuses.forEach((name, status) -> {
      if (!fed.contains(name)) {
        statuses.remove(name);
        status.close();
      }
    });
  }

  @Override
  public boolean feeds(Version version) {
    return statuses.containsKey(version.toString());
  }

  /** Ready if the live version runs; a version that is being filled is told, no more. */
  Status look(String name) {
    List<ProjectionStatus> versions =
        statuses.values().stream()
            .filter(status -> status.name().name().equals(name))
            .sorted(Comparator.comparingInt(status -> status.name().version()))
            .toList();
    String refusal = refusals.getOrDefault(name, "");
    if (versions.isEmpty()) {
      return Status.notReady(refusal.isEmpty() ? "waits for PostgreSQL" : refusal);
    }
    boolean ready = false;
    List<String> details = new ArrayList<>();
    if (!refusal.isEmpty()) {
      details.add(refusal);
    }
    for (ProjectionStatus version : versions) {
      Status status = version.look();
      ready |= status.ready() && !version.isFilling();
      String filling = version.isFilling() ? " (being filled)" : "";
      details.add(version.name() + filling + " " + status.detail());
    }
    String detail = String.join("; ", details);
    return ready ? Status.ready(detail) : Status.notReady(detail);
  }

  @Override
  public void close() {
    Closing.together(apps.values().stream().map(App::supervisor).toList());
  }
}
