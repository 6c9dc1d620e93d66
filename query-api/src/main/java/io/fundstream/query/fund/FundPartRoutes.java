package io.fundstream.query.fund;

import io.fundstream.query.entity.EntityReads;
import io.fundstream.query.event.Feed;
import io.fundstream.query.event.TrailQueries;
import io.fundstream.query.freshness.Awaited;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.query.freshness.Level;
import io.fundstream.query.page.Direction;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What belongs to one fund: its configurations and its events. */
final class FundPartRoutes implements Routes {
  private final EntityReads<FundItem> funds;
  private final ConfigQueries configs;
  private final TrailQueries trail;
  private final Freshness freshness;

  FundPartRoutes(
      EntityReads<FundItem> funds, ConfigQueries configs, TrailQueries trail, Freshness freshness) {
    this.funds = funds;
    this.configs = configs;
    this.trail = trail;
    this.freshness = freshness;
  }

  @Override
  public void register(RouteTable table) {
    table.get("/v1/funds/{id}/configs", this::configs);
    table.get("/v1/funds/{id}/configs/{n}", this::config);
    table.get("/v1/funds/{id}/events", this::events);
  }

  private void configs(Context ctx) {
    UUID tenant = HttpServer.principal(ctx).tenant();
    Parameters parameters = Parameters.of(ctx);
    UUID id = PathParts.id(ctx, parameters, "id");
    Direction direction = direction(parameters, "configVersion");
    Paging<Integer> paging =
        Paging.of(parameters, ConfigQueries.list(tenant, id, direction), ConfigQueries::place);
    Awaited.of(ctx, parameters).await(ctx, freshness, List.of(FundReads.PROJECTION), List.of());
    funds.require(tenant, id);
    ListAnswer.write(ctx, configs.list(tenant, id, direction, paging), ConfigItem.CSV);
  }

  /** Its tag is the fund's version, which is what a command on it would send as If-Match. */
  private void config(Context ctx) {
    UUID tenant = HttpServer.principal(ctx).tenant();
    Parameters parameters = Parameters.of(ctx);
    UUID id = PathParts.id(ctx, parameters, "id");
    int number = PathParts.number(ctx, parameters, "n");
    List<Level> levels = funds.minVersion(parameters, tenant, id);
    Awaited.of(ctx, parameters).await(ctx, freshness, List.of(FundReads.PROJECTION), levels);
    ConfigQueries.OneConfig found =
        configs
            .one(tenant, id, number)
            .orElseThrow(() ->
                new ProblemException(
                    Problems.notFound(
                        "There is no configuration %d of fund %s.".formatted(number, id))));
    ListAnswer.write(
        ctx, EntityTags.of(found.fundVersion()), RouteTable.JSON, Json.bytes(found.config()));
  }

  private void events(Context ctx) {
    UUID tenant = HttpServer.principal(ctx).tenant();
    Parameters parameters = Parameters.of(ctx);
    UUID id = PathParts.id(ctx, parameters, "id");
    Direction direction = direction(parameters, "recordedAt");
    Paging<Instant> paging =
        Paging.of(parameters, TrailQueries.list(tenant, id, direction), TrailQueries::place);
    List<String> projections = List.of(FundReads.PROJECTION, Feed.PROJECTION);
    Awaited.of(ctx, parameters).await(ctx, freshness, projections, List.of());
    funds.require(tenant, id);
    ListAnswer.write(ctx, trail.page(tenant, id, direction, paging), TrailQueries.CSV);
  }

  private static Direction direction(Parameters parameters, String field) {
    Direction direction = parameters.read("sort", text -> Direction.parse(text, field));
    return direction == null ? Direction.ASCENDING : direction;
  }
}
