package io.fundstream.audit.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * A row of {@code event_log} as it is stored.
 *
 * @param effectiveOn ISO date
 * @param recordedAt microseconds since 1970, UTC
 * @param table oid of the table partition that holds the row
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoggedEvent(
    UUID eventId,
    UUID tenant,
    String context,
    UUID streamId,
    int version,
    UUID partitionKey,
    long seq,
    String eventType,
    byte[] payload,
    byte[] metadata,
    String effectiveOn,
    long recordedAt,
    byte[] hash,
    int table) {

  /** The columns, in the order of the record. */
  public static final String COLUMNS =
      "e.event_id, e.tenant, e.context, e.stream_id, e.version, e.partition_key, e.seq, e.event_type, "
          + "e.payload, e.metadata, e.effective_on::text, e.recorded_at, e.hash, e.tableoid";

  static LoggedEvent read(BinaryRow row) {
    return new LoggedEvent(
        row.uuid(),
        row.uuid(),
        row.text(),
        row.uuid(),
        row.int32(),
        row.uuid(),
        row.int64(),
        row.text(),
        row.bytes(),
        row.bytes(),
        row.text(),
        row.micros(),
        row.bytes(),
        row.int32());
  }

  /** Reads the columns of {@link #COLUMNS}, which must come first in the result. */
  public static LoggedEvent read(ResultSet row) throws SQLException {
    return new LoggedEvent(
        uuid(row, 1),
        uuid(row, 2),
        text(row, 3),
        uuid(row, 4),
        row.getInt(5),
        uuid(row, 6),
        row.getLong(7),
        text(row, 8),
        bytes(row, 9),
        bytes(row, 10),
        text(row, 11),
        micros(row.getObject(12, OffsetDateTime.class).toInstant()),
        bytes(row, 13),
        (int) row.getLong(14));
  }

  /** {@code recorded_at}. */
  public Instant recordedAtInstant() {
    return Instant.EPOCH.plus(recordedAt, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getBytes(column));
  }
}
