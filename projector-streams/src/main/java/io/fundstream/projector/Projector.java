package io.fundstream.projector;

import io.fundstream.projector.Projections.Projection;
import io.fundstream.projector.deadletter.Notices;
import io.fundstream.projector.stream.ProjectionApp;
import io.fundstream.projector.stream.ProjectionApp.Shared;
import io.fundstream.projector.stream.ProjectionStatus;
import io.fundstream.projector.stream.SettledFeed;
import io.fundstream.projector.stream.SettledMarks;
import io.fundstream.projector.stream.WriterSchemas;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.supervisor.BackOff;
import io.fundstream.runtime.supervisor.Supervisor;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A started projector: one supervised Streams application a projection, health and metrics. */
final class Projector implements RunningService {
  private final Metrics metrics = Metrics.of("projector");
  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<Supervisor> supervisors = new ArrayList<>();
  private final Map<String, Readiness.Check> checks = new LinkedHashMap<>();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Readiness readiness;
  private final HttpServer http;

  Projector(ProjectorConfig config, List<ContextSlice> slices) {
    Map<String, Object> client = config.streams().client();
    SettledMarks marks = new SettledMarks();
    ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(config.registry().toString());
    Shared shared =
        new Shared(
            opened(Databases.pool(config.database(), metrics)),
            new WriterSchemas(opened(registry)),
            opened(new Notices(client)),
            marks,
            config.streams(),
            config.limits());
    supervise("settled", new SettledFeed(client, marks));
    Projections.of(slices).forEach(projection -> start(projection, shared));
    readiness = Readiness.of(checks);
    http =
        HttpServer.builder("projector", metrics).config(config.http()).readiness(readiness).start();
  }

  private <E> void start(Projection<E> projection, Shared shared) {
    ProjectionStatus status =
        new ProjectionStatus(projection.model().create().name(), metrics.registry());
    checks.put(status.name().toString(), status::look);
    supervise(
        status.name().toString(),
        new ProjectionApp<>(projection.topics(), projection.model(), shared, status));
  }

  private void supervise(String name, Supervisor.Body body) {
    Supervisor supervisor = Supervisor.start(name, BackOff.DEFAULT, ProjectionApp::forGood, body);
    var unused = supervisor.fatal().thenAccept(fatal::complete);
    supervisors.add(supervisor);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    resources.add(resource);
    return resource;
  }

  @Override
  public String name() {
    return "projector";
  }

  @Override
  public URI http() {
    return http.uri();
  }

  @Override
  public boolean ready() {
    return readiness.ready();
  }

  @Override
  public CompletionStage<Throwable> fatal() {
    return fatal.minimalCompletionStage();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      http.close();
      Closing.together(supervisors);
      Closing.each(resources.reversed());
      metrics.close();
    }
  }
}
