package io.fundstream.runtime.http;

import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a server answers. A route needs a key unless it is added as open. Handlers get the request
 * checked: key, size and type of the body; they read it with {@link RequestBody#of}.
 */
public final class RouteTable {
  /** The media type of most bodies. */
  public static final String JSON = "application/json";

  /** One JSON value a line. */
  public static final String NDJSON = "application/x-ndjson";

  /** RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private static final Set<String> NO_BODY = Set.of();

  private final List<Route> routes = new ArrayList<>();

  RouteTable() {}

  /** GET, and HEAD by the same handler. */
  public RouteTable get(String path, Handler handler) {
    return read(path, false, handler);
  }

  /** POST of {@code application/json}. */
  public RouteTable post(String path, Handler handler) {
    return write("POST", path, Set.of(JSON), handler);
  }

  /** PATCH of {@code application/json} or {@code application/merge-patch+json}. */
  public RouteTable patch(String path, Handler handler) {
    return write("PATCH", path, Set.of(JSON, MERGE_PATCH), handler);
  }

  /** DELETE without a body. */
  public RouteTable delete(String path, Handler handler) {
    return write("DELETE", path, NO_BODY, handler);
  }

  /** Any method with a body of any of the given media types. */
  public RouteTable write(String method, String path, Set<String> consumes, Handler handler) {
    routes.add(new Route(method, path, consumes, false, false, handler));
    return this;
  }

  /** A GET that goes on for as long as the client likes; its handler bounds how many there are. */
  public RouteTable stream(String path, Handler handler) {
    routes.add(new Route("GET", path, NO_BODY, false, true, handler));
    routes.add(
        new Route(
            "HEAD", path, NO_BODY, false, false, ctx -> ctx.contentType("text/event-stream")));
    return this;
  }

  /**
   * POST whose handler reads the body itself by {@link RequestBody#stream} and answers while it
   * does; the handler bounds how many there are.
   */
  public RouteTable postStream(String path, Set<String> consumes, Handler handler) {
    routes.add(new Route("POST", path, consumes, false, true, handler));
    return this;
  }

  /** GET and HEAD without a key. */
  RouteTable open(String path, Handler handler) {
    return read(path, true, handler);
  }

  /** What has been added, in order. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  private RouteTable read(String path, boolean open, Handler handler) {
    routes.add(new Route("GET", path, NO_BODY, open, false, handler));
    routes.add(new Route("HEAD", path, NO_BODY, open, false, handler));
    return this;
  }
}
