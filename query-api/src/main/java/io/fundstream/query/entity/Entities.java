package io.fundstream.query.entity;

import io.fundstream.query.change.ChangeSubscriber;
import io.fundstream.query.database.Reads;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.runtime.http.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entities of every context, as this process reads and keeps them. */
public final class Entities {
  private record Open<R extends Record & EntityItem>(EntityReads<R> reads, EntityCache cache) {
    Routes routes(Freshness freshness) {
      return new EntityRoutes<>(reads, cache, freshness, Clock.systemUTC());
    }
  }

  private final Reads reads;
  private final Freshness freshness;
  private final Map<Entity<?>, Open<?>> open = new LinkedHashMap<>();

  /**
   * @param cacheBytes of answers kept in memory, in equal shares; 0 keeps none
   */
  public Entities(
      List<Entity<?>> all,
      Reads reads,
      Freshness freshness,
      long cacheBytes,
      MeterRegistry registry) {
    this.reads = reads;
    this.freshness = freshness;
    for (Entity<?> entity : all) {
      open.put(entity, open(entity, cacheBytes / all.size(), registry));
    }
  }

  private <R extends Record & EntityItem> Open<R> open(
      Entity<R> entity, long cacheBytes, MeterRegistry registry) {
    return new Open<>(
        new EntityReads<>(entity, reads), new EntityCache(entity.noun(), cacheBytes, registry));
  }

  /** The list and the single route of each. */
  public List<Routes> routes() {
    return open.values().stream().<Routes>map(one -> one.routes(freshness)).toList();
  }

  /** Who wants to be told of changes, by projection. */
  public Map<String, List<ChangeSubscriber>> subscribers() {
    Map<String, List<ChangeSubscriber>> subscribers = new HashMap<>();
    open.forEach((entity, one) ->
        subscribers
            .computeIfAbsent(entity.projection(), projection -> new ArrayList<>())
            .add(one.cache()));
    return subscribers;
  }

  /** The way to an entity's rows that all its routes share. */
  @SuppressWarnings("unchecked") // it was opened for this entity
  public <R extends Record & EntityItem> EntityReads<R> of(Entity<R> entity) {
    Open<?> one = open.get(entity);
    if (one == null) throw new IllegalArgumentException("not declared: " + entity.noun());
    return (EntityReads<R>) one.reads();
  }

  /** For statements of a context's own. */
  public Reads reads() {
    return reads;
  }

  public Freshness freshness() {
    return freshness;
  }
}
