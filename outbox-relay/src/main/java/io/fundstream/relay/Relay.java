package io.fundstream.relay;

import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.supervisor.BackOff;
import io.fundstream.runtime.supervisor.Supervisor;
import io.fundstream.schemas.Context;
import io.micrometer.core.instrument.Tags;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running relay: its supervised run, and health and metrics beside it. PostgreSQL, Kafka or the
 * registry being away is no failure of the service: it is not ready meanwhile and tries again. Only
 * being fenced is fatal.
 */
final class Relay implements RunningService {
  private final Metrics metrics = Metrics.of("relay");
  private final RelayStatus status = new RelayStatus();
  private final Supervisor supervisor;
  private final Readiness readiness;
  private final HttpServer http;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Relay(RelayConfig config, List<Context> contexts) {
    RelayRun run = new RelayRun(config, contexts, new RelayMetrics(metrics.registry()), status);
    supervisor = Supervisor.start("relay", BackOff.DEFAULT, Fenced.class::isInstance, run::run);
    readiness = Readiness.of(Map.of("stream", this::look));
    http = listening(config.http());
    for (RelayStatus.Phase phase : RelayStatus.Phase.values()) {
      Tags tags = Tags.of("phase", phase.name().toLowerCase(Locale.ROOT));
      metrics.registry().gauge("relay.phase", tags, status, s -> s.phase() == phase ? 1 : 0);
    }
  }

  /**
   * Starts; connects to nothing before it returns.
   *
   * @param contexts of this release
   */
  static Relay start(RelayConfig config, List<Context> contexts) {
    return new Relay(config, contexts);
  }

  private HttpServer listening(HttpConfig place) {
    try {
      return HttpServer.builder("relay", metrics).config(place).readiness(readiness).start();
    } catch (RuntimeException e) {
      supervisor.close();
      throw e;
    }
  }

  private Readiness.Status look() {
    return switch (supervisor.state()) {
      case RUNNING -> Readiness.Status.ready(status.phase().toString());
      case STARTING -> Readiness.Status.notReady(status.phase() + lastFailure());
      case BACKING_OFF, FAILED, STOPPED ->
          Readiness.Status.notReady(supervisor.state() + lastFailure());
    };
  }

  private String lastFailure() {
    Throwable failure = supervisor.lastFailure();
    return failure == null ? "" : ", last: " + failure.getMessage();
  }

  @Override
  public String name() {
    return "relay";
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
    return supervisor.fatal();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      supervisor.close();
      http.close();
      metrics.close();
    }
  }
}
