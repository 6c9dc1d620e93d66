package io.fundstream.runtime.http;

import io.fundstream.runtime.health.Readiness;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP shell of a process. Besides its routes it answers {@code /healthz}, {@code /readyz},
 * {@code /metrics}, and with an OpenAPI document {@code /openapi.json} and {@code /docs}; every
 * failure is a problem. Checks come in this order: key, route, size, type, then the handler.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  static final String PRINCIPAL = Principal.class.getName();

  private final Javalin javalin;
  private final URI uri;
  private final List<Route> routes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpServer(Javalin javalin, URI uri, List<Route> routes) {
    this.javalin = javalin;
    this.uri = uri;
    this.routes = routes;
  }

  public static Builder builder(String name, Metrics metrics) {
    return new Builder(name, metrics);
  }

  /** Who sends this request. For handlers of routes that are not open. */
  public static Principal principal(Context ctx) {
    Principal principal = ctx.attribute(PRINCIPAL);
    if (principal == null) throw new ProblemException(Problems.unauthorized());
    return principal;
  }

  /** Where it listens, with the port it really has. */
  public URI uri() {
    return uri;
  }

  /** Every route it answers, HEAD included, for comparing with the OpenAPI document. */
  public List<Route> routes() {
    return routes;
  }

  /** Takes no more requests, lets the running ones end within the drain time, closes. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) throw e;
      LOG.warn("requests that took longer than the drain time were cut off");
    }
  }

  /** Puts a server together. */
  public static final class Builder {
    private final String name;
    private final Metrics metrics;
    private HttpConfig config = new HttpConfig("127.0.0.1", 0);
    private Readiness readiness = Readiness.of(Map.of());
    private List<Routes> routes = List.of();
    private @Nullable String openApi;
    private @Nullable ApiKeys apiKeys;
    private boolean compressed;

    private Builder(String name, Metrics metrics) {
      this.name = name;
      this.metrics = metrics;
    }

    /** Place and limits; 127.0.0.1 and any free port if not called. */
    public Builder config(HttpConfig config) {
      this.config = config;
      return this;
    }

    /** What {@code /readyz} asks; always ready if not called. */
    public Builder readiness(Readiness readiness) {
      this.readiness = readiness;
      return this;
    }

    /** The class path resource to serve as {@code /openapi.json} and to show at {@code /docs}. */
    public Builder openApi(String resource) {
      this.openApi = resource;
      return this;
    }

    /** Who may use the routes that are not open; without it nobody may. */
    public Builder apiKey(ApiKeys apiKeys) {
      this.apiKeys = apiKeys;
      return this;
    }

    /** The contexts' routes. */
    public Builder routes(List<Routes> routes) {
      this.routes = List.copyOf(routes);
      return this;
    }

    /** Compresses answers for clients that take gzip. */
    public Builder compressed() {
      this.compressed = true;
      return this;
    }

    /**
     * Starts to listen.
     *
     * @throws PortInUse if another process listens there
     */
    public HttpServer start() {
      RouteTable table = new RouteTable();
      new OpenRoutes(name, readiness, metrics, openApi).register(table);
      routes.forEach(r -> r.register(table));
      Pipeline pipeline = new Pipeline(config, apiKeys, compressed, metrics);
      Javalin javalin = JavalinSetup.create(config, pipeline, table.routes());
      try {
        javalin.start(config.host(), config.port());
      } catch (JavalinBindException e) {
        throw new PortInUse(config.host(), config.port(), e);
      }
      String host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
      URI uri = URI.create("http://" + host + ":" + javalin.port());
      return new HttpServer(javalin, uri, table.routes());
    }
  }
}
