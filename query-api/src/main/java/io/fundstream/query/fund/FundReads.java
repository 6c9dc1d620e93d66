package io.fundstream.query.fund;

import io.fundstream.query.entity.ContextReads;
import io.fundstream.query.entity.Entities;
import io.fundstream.query.entity.Entity;
import io.fundstream.query.entity.Filter;
import io.fundstream.query.entity.RowList;
import io.fundstream.query.event.TrailQueries;
import io.fundstream.runtime.http.Routes;
import java.util.List;

/** Context {@code fund}: funds, and what belongs to one. */
public final class FundReads implements ContextReads {
  /** The projection that fills the tables read here. */
  static final String PROJECTION = "fund";

  /** Oldest first: what is registered while someone turns pages comes at the end. */
  public static final Entity<FundItem> FUND =
      new Entity<>(
          "fund",
          "/v1/funds",
          PROJECTION,
          RowList.of("funds", "read_model.fund", FundItem.class, "id")
              .positionalFilters(
                  Filter.oneOf("status", FundStatus.class),
                  Filter.whole("vintageYear", 1, 9_999),
                  Filter.prefix("name", 255))
              .sorts("name", "vintageYear", "createdAt")
              .filters(
                  Filter.text("strategy", 255).sortable(),
                  Filter.text("generalPartner", 255).sortable(),
                  Filter.instant("createdFrom").on("created_at").atLeast(),
                  Filter.instant("createdTo").on("created_at").atMost())
              .sortedBy("createdAt"));

  @Override
  public List<Entity<?>> entities() {
    return List.of(FUND);
  }

  @Override
  public List<Routes> routes(Entities entities) {
    return List.of(
        new FundPartRoutes(
            entities.of(FUND),
            new ConfigQueries(entities.reads()),
            new TrailQueries(entities.reads()),
            entities.freshness()));
  }
}
