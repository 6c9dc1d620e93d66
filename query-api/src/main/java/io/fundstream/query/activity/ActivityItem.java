package io.fundstream.query.activity;

import io.fundstream.query.freshness.Position;
import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.CsvTable.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * One thing that happened to a fund.
 *
 * @param id that of the event
 * @param summary a sentence for people
 * @param position {@code <partition key>:<seq>} of the event
 */
public record ActivityItem(
    UUID id,
    UUID fundId,
    String type,
    String summary,
    String actor,
    Instant recordedAt,
    String position) {

  static final String COLUMNS =
      "id, fund_id, type, summary, actor, recorded_at, partition_key, seq";

  static final CsvTable<ActivityItem> CSV =
      new CsvTable<>(
          List.of(
              Column.fixed("id", ActivityItem::id),
              Column.fixed("fundId", ActivityItem::fundId),
              Column.fixed("type", ActivityItem::type),
              Column.free("summary", ActivityItem::summary),
              Column.free("actor", ActivityItem::actor),
              Column.fixed("recordedAt", ActivityItem::recordedAt),
              Column.fixed("position", ActivityItem::position)));

  static ActivityItem read(ResultSet row) throws SQLException {
    return new ActivityItem(
        row.getObject("id", UUID.class),
        row.getObject("fund_id", UUID.class),
        row.getString("type"),
        row.getString("summary"),
        row.getString("actor"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        new Position(row.getObject("partition_key", UUID.class), row.getLong("seq")).toString());
  }
}
