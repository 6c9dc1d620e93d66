package io.fundstream.query.activity;

import io.fundstream.query.freshness.Awaited;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.query.page.ListAnswer;
import io.fundstream.query.page.Paging;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.parameters.Parameters;
import io.javalin.http.Context;
import java.util.List;

/** {@code /v1/activities}: what happened, newest first. */
public final class ActivityRoutes implements Routes {
  private final ActivityQueries activities;
  private final Freshness freshness;

  public ActivityRoutes(ActivityQueries activities, Freshness freshness) {
    this.activities = activities;
    this.freshness = freshness;
  }

  @Override
  public void register(RouteTable table) {
    table.get("/v1/activities", this::list);
  }

  private void list(Context ctx) {
    Parameters parameters = Parameters.of(ctx);
    ActivityQueries.Filter filter =
        new ActivityQueries.Filter(HttpServer.principal(ctx).tenant(), parameters.uuid("fundId"));
    Paging<ActivityQueries.After> paging =
        Paging.of(parameters, filter.list(), ActivityQueries.After::read);
    Awaited.of(ctx, parameters)
        .await(ctx, freshness, List.of(ActivityQueries.PROJECTION), List.of());
    ListAnswer.write(ctx, activities.page(filter, paging), ActivityItem.CSV);
  }
}
