package io.fundstream.projector;

import io.fundstream.projector.Projections.Projection;
import io.fundstream.projector.deadletter.Notices;
import io.fundstream.projector.rebuild.VersionKeeper;
import io.fundstream.projector.stream.GroupApp;
import io.fundstream.projector.stream.GroupApp.Shared;
import io.fundstream.projector.stream.ParkedFeed;
import io.fundstream.projector.stream.ParkedNews;
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
import java.util.stream.Collectors;

/**
 * A started projector: one supervised Streams application a version of a projection, health and
 * metrics.
 */
final class Projector implements RunningService {
  private final Metrics metrics = Metrics.of("projector");
  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<Supervisor> supervisors = new ArrayList<>();
  private final Map<String, Readiness.Check> checks = new LinkedHashMap<>();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Runs runs;
  private final Readiness readiness;
  private final HttpServer http;

  Projector(ProjectorConfig config, List<ContextSlice> slices) {
    Map<String, Object> client = config.streams().client();
    SettledMarks marks = new SettledMarks();
    ParkedNews parked = new ParkedNews();
    ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(config.registry().toString());
    Shared shared =
        new Shared(
            opened(Databases.pool(config.database(), metrics)),
            new WriterSchemas(opened(registry)),
            opened(new Notices(client)),
            marks,
            parked,
            config.streams(),
            config.limits());
    supervise("settled", new SettledFeed(client, marks));
    supervise("parked", new ParkedFeed(shared.database(), parked));
    List<Projection<?>> projections = Projections.of(slices);
    runs = new Runs(projections, shared, BackOff.DEFAULT, fatal, metrics.registry());
    projections.forEach(one -> checks.put(one.name(), () -> runs.look(one.name())));
    supervise("versions", keeper(projections, shared, client));
    readiness = Readiness.of(checks);
    http =
        HttpServer.builder("projector", metrics).config(config.http()).readiness(readiness).start();
  }

  private VersionKeeper keeper(
      List<Projection<?>> projections, Shared shared, Map<String, Object> client) {
    return new VersionKeeper(
        shared.database(),
        projections.stream().map(one -> one.model().shape()).toList(),
        projections.stream().collect(Collectors.toMap(Projection::name, Projection::parts)),
        runs,
        client);
  }

  private void supervise(String name, Supervisor.Body body) {
    Supervisor supervisor = Supervisor.start(name, BackOff.DEFAULT, GroupApp::forGood, body);
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
      runs.close();
      Closing.each(resources.reversed());
      metrics.close();
    }
  }
}
