package io.fundstream.gateway.log.sql;

import de.bytefish.pgbulkinsert.pgsql.PgBinaryWriter;
import de.bytefish.pgbulkinsert.pgsql.handlers.ByteArrayValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.StringValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.UUIDValueHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one {@code COPY … FROM STDIN (FORMAT binary)}: PostgreSQL writes whole pages of them at
 * a time, where an {@code INSERT} writes one row after another. Columns come in the statement's
 * order.
 */
public final class BinaryRows {
  /** PostgreSQL counts from the first of January 2000. */
  private static final long EPOCH_DAYS = LocalDate.of(2000, 1, 1).toEpochDay();

  private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

  private static final UUIDValueHandler UUIDS = new UUIDValueHandler();
  private static final StringValueHandler TEXTS = new StringValueHandler();
  private static final ByteArrayValueHandler BYTES = new ByteArrayValueHandler();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 << 10);
  private final PgBinaryWriter out = new PgBinaryWriter(bytes, 8 << 10);

  /** Begins a row of so many columns. */
  public BinaryRows row(int columns) {
    out.startRow(columns);
    return this;
  }

  public BinaryRows nulls(int columns) {
    for (int i = 0; i < columns; i++) {
      out.writeNull();
    }
    return this;
  }

  public BinaryRows uuid(UUID value) {
    out.write(UUIDS, value);
    return this;
  }

  public BinaryRows text(String value) {
    out.write(TEXTS, value);
    return this;
  }

  public BinaryRows bytes(byte[] value) {
    out.write(BYTES, value);
    return this;
  }

  /** A {@code jsonb}: the version of its format, then the text. */
  public BinaryRows json(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] versioned = new byte[text.length + 1];
    versioned[0] = 1;
    System.arraycopy(text, 0, versioned, 1, text.length);
    return bytes(versioned);
  }

  /** A {@code smallint}. */
  public BinaryRows small(int value) {
    out.writeShort(value);
    return this;
  }

  /** An {@code int}. */
  public BinaryRows number(int value) {
    out.writeInt(value);
    return this;
  }

  /** A {@code bigint}. */
  public BinaryRows number(long value) {
    out.writeLong(value);
    return this;
  }

  public BinaryRows date(LocalDate value) {
    out.writeInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAYS));
    return this;
  }

  /** A {@code timestamptz} from microseconds since 1970 UTC. */
  public BinaryRows instant(long micros) {
    out.writeLong(Math.subtractExact(micros, EPOCH_MICROS));
    return this;
  }

  /**
   * Sends them.
   *
   * @return how many rows the server took
   */
  public long send(Connection connection, String copy) throws SQLException {
    out.close();
    CopyIn target = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    target.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    return target.endCopy();
  }
}
