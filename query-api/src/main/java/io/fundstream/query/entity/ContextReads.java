package io.fundstream.query.entity;

import io.fundstream.runtime.http.Routes;
import java.util.List;

/** What a context adds to the query service. */
public interface ContextReads {
  /** Those that have a list, a route by id, and are kept in memory. */
  List<Entity<?>> entities();

  /** What is special to it, beside the routes that every entity has. */
  List<Routes> routes(Entities entities);
}
