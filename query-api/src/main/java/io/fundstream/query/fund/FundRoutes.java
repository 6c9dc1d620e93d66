package io.fundstream.query.fund;

import io.fundstream.query.freshness.Awaited;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.query.freshness.Level;
import io.fundstream.query.page.ListAnswer;
import io.fundstream.query.page.Paging;
import io.fundstream.query.page.PathParts;
import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.json.Json;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/funds} and one fund. */
public final class FundRoutes implements Routes {
  /** Clocks differ: an instant up to this far ahead of ours was recorded, not made up. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  private static final Pattern NEW =
      Pattern.compile("\\b(no-cache|no-store|max-age=0)\\b", Pattern.CASE_INSENSITIVE);

  private static final List<String> PROJECTIONS = List.of(FundQueries.PROJECTION);

  private final FundQueries funds;
  private final FundCache cache;
  private final Freshness freshness;
  private final Clock clock;

  public FundRoutes(FundQueries funds, FundCache cache, Freshness freshness, Clock clock) {
    this.funds = funds;
    this.cache = cache;
    this.freshness = freshness;
    this.clock = clock;
  }

  @Override
  public void register(RouteTable table) {
    table.get("/v1/funds", this::list);
    table.get("/v1/funds/{id}", this::one);
  }

  private void list(Context ctx) {
    Parameters parameters = Parameters.of(ctx);
    FundFilter filter =
        new FundFilter(
            HttpServer.principal(ctx).tenant(),
            parameters.oneOf("status", FundStatus.class),
            parameters.optionalWhole("vintageYear", 1, 9_999),
            parameters.text("name", 1, 255));
    FundOrder asked = parameters.read("sort", FundOrder::parse);
    FundOrder order = asked == null ? FundOrder.DEFAULT : asked;
    Paging<FundOrder.After> paging = Paging.of(parameters, filter.list(order), order::read);
    Awaited.of(ctx, parameters).await(ctx, freshness, PROJECTIONS, List.of());
    ListAnswer.write(ctx, funds.list(filter, order, paging), FundItem.CSV);
  }

  private void one(Context ctx) {
    UUID tenant = HttpServer.principal(ctx).tenant();
    Parameters parameters = Parameters.of(ctx);
    UUID id = PathParts.id(ctx, parameters, "id");
    Instant knownAt = knownAt(parameters);
    List<Level> levels = minVersion(parameters, id);
    Awaited awaited = Awaited.of(ctx, parameters);
    awaited.await(ctx, freshness, PROJECTIONS, levels);
    if (knownAt == null) {
      boolean any = awaited.positions().isEmpty() && levels.isEmpty() && !wantsNew(ctx);
      FundCache.Kept fund =
          (any ? cache.find(tenant, id) : Optional.<FundCache.Kept>empty())
              .or(() -> cache.read(tenant, id, () -> funds.one(tenant, id)))
              .orElseThrow(() -> unknown(id));
      ListAnswer.write(ctx, fund.tag(), RouteTable.JSON, fund.body());
      return;
    }
    FundQueries.Known known = funds.known(tenant, id, knownAt);
    ctx.header("Fundstream-Settled", Boolean.toString(known.settled()));
    if (!known.settled()) {
      ctx.header("Cache-Control", "no-store");
    }
    FundItem fund = known.fund().orElseThrow(() -> unknown(id));
    ListAnswer.write(ctx, EntityTags.of(fund.version()), RouteTable.JSON, Json.bytes(fund));
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

  /** Reads {@code minVersion}: what the fund's version must have reached. */
  static List<Level> minVersion(Parameters parameters, UUID id) {
    Integer version = parameters.optionalWhole("minVersion", 1, Integer.MAX_VALUE);
    return version == null ? List.of() : List.of(new Level(FundQueries.VERSION, id, version));
  }

  static ProblemException unknown(UUID id) {
    return new ProblemException(Problems.notFound("There is no fund " + id + "."));
  }
}
