package io.fundstream.runtime.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Javalin and the Jetty under it, set so that nothing answers in a form of its own. */
final class JavalinSetup {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private JavalinSetup() {}

  static Javalin create(HttpConfig config, Pipeline pipeline, List<Route> routes) {
    return Javalin.create(c -> {
      c.startup.showJavalinBanner = false;
      c.startup.showOldJavalinVersionWarning = false;
      c.startup.startupWatcherEnabled = false;
      c.concurrency.useVirtualThreads = true;
      c.http.prefer405over404 = true;
      c.http.compressionStrategy = CompressionStrategy.NONE;
      c.http.maxRequestSize = config.maxBody();
      c.router.ignoreTrailingSlashes = false;
      jetty(c, config);
      routing(c, pipeline, routes);
    });
  }

  private static void routing(JavalinConfig c, Pipeline pipeline, List<Route> routes) {
    c.routes.before(pipeline::beforeRouting);
    for (Route route : routes) {
      HandlerType method = HandlerType.findOrCreate(route.method());
      c.routes.addEndpoint(new Endpoint(method, route.path(), pipeline.around(route)));
    }
    Failures.register(c);
    c.requestLogger.http(pipeline::afterRequest);
  }

  private static void jetty(JavalinConfig c, HttpConfig config) {
    c.jetty.modifyHttpConfiguration(JavalinSetup::strict);
    c.jetty.modifyServer(server -> {
      server.insertHandler(new GracefulHandler());
      server.setStopTimeout(config.drain().toMillis());
      server.setErrorHandler(new JettyFailures());
      server.addBean(new NetworkConnectionLimit(config.maxConnections(), server));
    });
    c.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyFailures()));
    c.jetty.addConnector((server, http) -> connector(server, http, config));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpConfig config) {
    ServerConnector connector = new ClosingConnector(server, http);
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(config.idleTimeout().toMillis());
    connector.setAcceptQueueSize(1024);
    connector.addBean(new SlowHeads(connector, config.requestTimeout()), true);
    return connector;
  }

  private static void strict(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    UnsharedRequestBuffers.configure(http);
    // Ambiguous paths (%2F, //, ..;) are refused instead of meaning one thing here, another there.
    http.setUriCompliance(UriCompliance.DEFAULT);
    // Javalin would take a request for the method that this header names.
    http.addCustomizer((request, headers) -> withoutOverride(request));
    http.addCustomizer((request, headers) -> {
      headers.put("X-Content-Type-Options", "nosniff");
      return request;
    });
  }

  private static Request withoutOverride(Request request) {
    if (!request.getHeaders().contains(METHOD_OVERRIDE)) return request;
    HttpFields.Mutable kept = HttpFields.build();
    for (HttpField field : request.getHeaders()) {
      if (!field.is(METHOD_OVERRIDE)) kept.add(field);
    }
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return kept;
      }
    };
  }
}
