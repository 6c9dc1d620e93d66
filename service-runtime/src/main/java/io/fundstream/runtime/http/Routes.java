package io.fundstream.runtime.http;

/** The routes of one context. */
@FunctionalInterface
public interface Routes {
  /** Adds its routes to the table; called once, before the server starts. */
  void register(RouteTable table);
}
