package io.fundstream.runtime.http;

import io.javalin.http.Handler;
import java.util.Set;

/**
 * One method of one path.
 *
 * @param method upper case
 * @param path with parameters in braces, as in the OpenAPI document
 * @param consumes media types of the body; empty when the route takes none
 * @param open answers without a key
 * @param streams goes on for as long as the client likes, so it counts against no request limit
 */
public record Route(
    String method,
    String path,
    Set<String> consumes,
    boolean open,
    boolean streams,
    Handler handler) {
  public Route {
    consumes = Set.copyOf(consumes);
  }
}
