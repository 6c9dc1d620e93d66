package io.fundstream.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One row of PostgreSQL's binary COPY format, read column by column from the left.
 *
 * <p>A null reads as nothing at all (zero, no bytes): no column read here may be null, so such a
 * row fails its check instead of ending the audit.
 */
final class BinaryRow {
  /** Microseconds from 1970 to 2000, where PostgreSQL's binary timestamps start. */
  private static final long EPOCH_2000 = 946_684_800_000_000L;

  private final ByteBuffer row;

  BinaryRow(ByteBuffer row) {
    this.row = row;
  }

  byte[] bytes() {
    int length = row.getInt();
    byte[] value = new byte[Math.max(0, length)];
    row.get(value);
    return value;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  UUID uuid() {
    return present(16) ? new UUID(row.getLong(), row.getLong()) : new UUID(0, 0);
  }

  int int32() {
    return present(4) ? row.getInt() : 0;
  }

  long int64() {
    return present(8) ? row.getLong() : 0;
  }

  /** A {@code timestamptz} as microseconds since 1970, UTC. */
  long micros() {
    return int64() + EPOCH_2000;
  }

  private boolean present(int size) {
    int length = row.getInt();
    if (length != size && length != -1) {
      throw new IllegalStateException("a column of " + size + " bytes came with " + length);
    }
    return length == size;
  }
}
