package io.fundstream.query.event;

import io.fundstream.query.database.Reads;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.ByteBound;
import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.Direction;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.query.page.Place;
import io.fundstream.schemas.Instants;
import java.time.Instant;
import java.util.UUID;

/** The trail: every event of one partition key, in the order in which they were recorded. */
public final class TrailQueries {
  /** How items are written as CSV. */
  public static final CsvTable<EventItem> CSV = EventRows.CSV;

  private final Reads reads;

  public TrailQueries(Reads reads) {
    this.reads = reads;
  }

  /** The list that cursors belong to. */
  public static ListId list(UUID tenant, UUID key, Direction direction) {
    return ListId.of("trail", tenant, key, direction);
  }

  /** Under one key no two events are recorded at the same microsecond. */
  public static Instant place(byte[] bytes) throws Place.Malformed {
    Place.Reader place = new Place.Reader(bytes);
    Instant recordedAt = place.instant();
    place.end();
    return recordedAt;
  }

  public Page<EventItem> page(UUID tenant, UUID key, Direction direction, Paging<Instant> paging) {
    SqlText sql = pageSql(tenant, key, direction, paging);
    return reads.as(
        tenant,
        connection ->
            paging.page(
                ByteBound.read(connection, sql, EventRows::item),
                list(tenant, key, direction),
                (place, last) -> place.whole(Instants.micros(last.recordedAt()))));
  }

  static SqlText pageSql(UUID tenant, UUID key, Direction direction, Paging<Instant> paging) {
    String order = "recorded_at " + direction.sql();
    SqlText inner =
        new SqlText(
                "select "
                    + EventRows.COLUMNS
                    + " from read_model.event e where partition_key = ? and tenant = ?",
                key,
                tenant)
            .addIf(paging.after(), "and recorded_at " + direction.comparison() + " ?")
            .add("order by " + order + " limit ? offset ?", paging.probe(), paging.skip());
    return ByteBound.bounded(inner, "payload_text", order);
  }
}
