package io.fundstream.query.entity;

import io.fundstream.query.freshness.Awaited;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.query.freshness.Level;
import io.fundstream.query.page.ListAnswer;
import io.fundstream.query.page.PathParts;
import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.json.Json;
import io.fundstream.runtime.parameters.Parameters;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The list of an entity, and one of them as it is or was known at an instant. */
public final class EntityRoutes<R extends Record & EntityItem> implements Routes {
  /** Clocks differ: an instant up to this far ahead of ours was recorded, not made up. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  private static final Pattern NEW =
      Pattern.compile("\\b(no-cache|no-store|max-age=0)\\b", Pattern.CASE_INSENSITIVE);

  private final Entity<R> entity;
  private final EntityReads<R> reads;
  private final EntityCache cache;
  private final Freshness freshness;
  private final Clock clock;
  private final List<String> projections;

  public EntityRoutes(EntityReads<R> reads, EntityCache cache, Freshness freshness, Clock clock) {
    this.entity = reads.entity();
    this.reads = reads;
    this.cache = cache;
    this.freshness = freshness;
    this.clock = clock;
    this.projections = List.of(entity.projection());
  }

  @Override
  public void register(RouteTable table) {
    table.get(entity.path(), this::list);
    table.get(entity.path() + "/{id}", this::one);
  }

  private void list(Context ctx) {
    Parameters parameters = Parameters.of(ctx);
    RowList.Asked<R> asked = entity.list().asked(HttpServer.principal(ctx).tenant(), parameters);
    Awaited.of(ctx, parameters).await(ctx, freshness, projections, List.of());
    ListAnswer.write(ctx, reads.page(asked), entity.list().csv());
  }

  private void one(Context ctx) {
    UUID tenant = HttpServer.principal(ctx).tenant();
    Parameters parameters = Parameters.of(ctx);
    UUID id = PathParts.id(ctx, parameters, "id");
    Instant knownAt = knownAt(parameters);
    List<Level> levels = reads.minVersion(parameters, tenant, id);
    Awaited awaited = Awaited.of(ctx, parameters);
    awaited.await(ctx, freshness, projections, levels);
    if (knownAt != null) {
      known(ctx, tenant, id, knownAt);
      return;
    }
    boolean any = awaited.positions().isEmpty() && levels.isEmpty() && !wantsNew(ctx);
    EntityCache.Kept found =
        (any ? cache.find(tenant, id) : Optional.<EntityCache.Kept>empty())
            .or(() -> cache.read(tenant, id, () -> reads.one(tenant, id)))
            .orElseThrow(() -> reads.unknown(id));
    ListAnswer.write(ctx, found.tag(), RouteTable.JSON, found.body());
  }

  private void known(Context ctx, UUID tenant, UUID id, Instant at) {
    EntityReads.Known<R> known = reads.known(tenant, id, at);
    ctx.header("Fundstream-Settled", Boolean.toString(known.settled()));
    if (!known.settled()) {
      ctx.header("Cache-Control", "no-store");
    }
    R item = known.item().orElseThrow(() -> reads.unknown(id));
    ListAnswer.write(ctx, EntityTags.of(item.version()), RouteTable.JSON, Json.bytes(item));
  }

  /** Whether the client asks for what the database has now. */
  private static boolean wantsNew(Context ctx) {
    String control = ctx.header("Cache-Control");
    return control != null && NEW.matcher(control).find();
  }

  private @Nullable Instant knownAt(Parameters parameters) {
    Instant knownAt = parameters.instant("knownAt");
    if (knownAt != null && knownAt.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
      parameters.refuse("knownAt", "The instant lies in the future; nothing is known of it yet.");
    }
    return knownAt;
  }
}
