package io.fundstream.query;

import io.fundstream.parts.TestDatabase;
import io.fundstream.schemas.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/**
 * Writes the events of one part of one topic like a projector's thread: batch after batch, each one
 * transaction, offsets rising with holes (a transaction's end takes an offset too).
 */
final class FeedWriter implements AutoCloseable {
  private final ReadTables tables;
  private final Random random;
  private final String context;
  private final int part;
  private final UUID key;
  private long offset;
  private long seq;

  FeedWriter(TestDatabase database, String context, int part, long seed) throws SQLException {
    this.tables = new ReadTables(database);
    this.context = context;
    this.part = part;
    this.random = new Random(seed);
    this.key = new UUID(random.nextLong(), random.nextLong());
  }

  UUID key() {
    return key;
  }

  /** Writes up to {@code most} events in one transaction, and how far the part is complete. */
  int batch(int most) throws SQLException {
    tables.connection().setAutoCommit(false);
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      row("{\"n\": \"" + seq + "\"}");
    }
    tables.applied(Topics.of(context), part, offset);
    tables.connection().commit();
    return count;
  }

  /** Writes one event in a transaction of its own. */
  void event(String payload) throws SQLException {
    tables.connection().setAutoCommit(false);
    row(payload);
    tables.applied(Topics.of(context), part, offset);
    tables.connection().commit();
  }

  private void row(String payload) throws SQLException {
    seq++;
    offset += 1 + random.nextInt(3);
    // The clocks of two writers differ, and so do those of two keys in a part.
    Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(seq * 10, ChronoUnit.MICROS);
    tables.put(
        new ReadTables.Event(
            new UUID(random.nextLong(), random.nextLong()),
            context,
            key,
            (int) seq,
            key,
            seq,
            part,
            offset - 1,
            at.plus(random.nextInt(50), ChronoUnit.MICROS),
            payload));
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
