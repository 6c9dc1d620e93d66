package io.fundstream.query.event;

import io.fundstream.query.freshness.Position;
import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.CsvTable.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** From rows of {@code read_model.event} to items, and from items to CSV. */
final class EventRows {
  /** The columns that {@link #item} reads, of a table called {@code e}. */
  static final String COLUMNS =
      """
      e.event_id, e.context, e.type, e.stream_id, e.version, e.partition_key, e.seq, e.tenant, \
      e.actor, e.correlation_id, e.effective_on, e.recorded_at, e.payload_text, e.hash\
      """;

  static final CsvTable<EventItem> CSV =
      new CsvTable<>(
          List.of(
              Column.fixed("eventId", EventItem::eventId),
              Column.fixed("context", EventItem::context),
              Column.fixed("type", EventItem::type),
              Column.fixed("streamId", EventItem::streamId),
              Column.fixed("version", EventItem::version),
              Column.fixed("position", EventItem::position),
              Column.fixed("tenant", EventItem::tenant),
              Column.free("actor", EventItem::actor),
              Column.free("correlationId", EventItem::correlationId),
              Column.fixed("effectiveOn", EventItem::effectiveOn),
              Column.fixed("recordedAt", EventItem::recordedAt),
              Column.free("payload", EventItem::payload),
              Column.fixed("hash", EventItem::hash)));

  private EventRows() {}

  static EventItem item(ResultSet row) throws SQLException {
    return new EventItem(
        row.getObject("event_id", UUID.class),
        row.getString("context"),
        row.getString("type"),
        row.getObject("stream_id", UUID.class),
        row.getInt("version"),
        new Position(row.getObject("partition_key", UUID.class), row.getLong("seq")).toString(),
        row.getObject("tenant", UUID.class),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getObject("effective_on", LocalDate.class),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("payload_text"),
        HexFormat.of().formatHex(row.getBytes("hash")));
  }
}
