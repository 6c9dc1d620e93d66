package io.fundstream.relay.source;

import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.fundstream.relay.plan.EventRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decoded insert as a row of the event log. */
final class RowDecoder {
  private final Map<String, Object> values = new HashMap<>();

  /**
   * Reads the row.
   *
   * @throws IllegalStateException if a column is missing or of another type: the table is not the
   *     one this relay was built for
   */
  EventRow row(ReplicationMessage insert) {
    values.clear();
    List<ReplicationMessage.Column> columns = insert.getNewTupleList();
    for (ReplicationMessage.Column column : columns) {
      Object value = column.getValue(RowDecoder::noConnection, false);
      if (value != null) {
        values.put(column.getName(), value);
      }
    }
    return new EventRow(
        text("event_id"),
        text("tenant"),
        text("context"),
        text("stream_id"),
        value("version", Integer.class),
        UUID.fromString(text("partition_key")),
        value("seq", Long.class),
        text("event_type"),
        value("payload", byte[].class),
        value("metadata", byte[].class),
        value("effective_on", LocalDate.class),
        instant(values.get("recorded_at")),
        value("hash", byte[].class));
  }

  private String text(String column) {
    return value(column, String.class);
  }

  private <T> T value(String column, Class<T> type) {
    Object value = values.get(column);
    if (!type.isInstance(value)) {
      throw unexpected(column, value);
    }
    return type.cast(value);
  }

  private static Instant instant(@Nullable Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Instant time) {
      return time;
    }
    throw unexpected("recorded_at", value);
  }

  private static IllegalStateException unexpected(String column, @Nullable Object value) {
    return new IllegalStateException(
        "event_log."
            + column
            + " came as "
            + (value == null ? "nothing" : value.getClass().getName()));
  }

  private static org.postgresql.core.BaseConnection noConnection() {
    throw new IllegalStateException("no column of the event log needs a connection to be read");
  }
}
