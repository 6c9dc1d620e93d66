package io.fundstream.query.activity;

import io.fundstream.query.database.Reads;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.query.page.Place;
import io.fundstream.schemas.Instants;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL about activities. */
public final class ActivityQueries {
  /** The projection that fills the table read here. */
  public static final String PROJECTION = "activity";

  /**
   * Whose activities.
   *
   * @param fundId null for those of every fund
   */
  record Filter(UUID tenant, @Nullable UUID fundId) {
    ListId list() {
      return ListId.of("activities", tenant, fundId);
    }
  }

  /** The last activity of a page. */
  record After(Instant recordedAt, UUID id) {
    static After read(byte[] bytes) throws Place.Malformed {
      Place.Reader place = new Place.Reader(bytes);
      After after = new After(place.instant(), place.id());
      place.end();
      return after;
    }
  }

  private final Reads reads;

  public ActivityQueries(Reads reads) {
    this.reads = reads;
  }

  Page<ActivityItem> page(Filter filter, Paging<After> paging) {
    return reads.as(
        filter.tenant(),
        connection ->
            paging.page(
                pageSql(filter, paging).list(connection, ActivityItem::read),
                filter.list(),
                (place, last) -> place.whole(Instants.micros(last.recordedAt())).id(last.id())));
  }

  /** Also for tests, which ask how it would run. */
  static SqlText pageSql(Filter filter, Paging<After> paging) {
    SqlText sql = new SqlText("select " + ActivityItem.COLUMNS + " from read_model.activity where");
    if (filter.fundId() == null) {
      sql.add("tenant = ?", filter.tenant());
    } else {
      // "is true" keeps the planner off the tenant's index, on which it would pass over the newer
      // activities of every other fund.
      sql.add("fund_id = ? and (tenant = ?) is true", filter.fundId(), filter.tenant());
    }
    After after = paging.after();
    if (after != null) {
      sql.add("and (recorded_at, id) < (?, ?)", after.recordedAt(), after.id());
    }
    return sql.add("order by recorded_at desc, id desc")
        .add("limit ? offset ?", paging.probe(), paging.skip());
  }
}
