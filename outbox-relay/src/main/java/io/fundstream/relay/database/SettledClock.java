package io.fundstream.relay.database;

import io.fundstream.schemas.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Says up to which instant everything recorded is committed, and puts a mark into the write-ahead
 * log behind it.
 *
 * <p>{@code recorded_at} is read off the server's clock inside the gateway's transaction, so it is
 * at or after that transaction's start. The clock is read first ({@code now()} is the statement's
 * start, before it looks at any session), the oldest open gateway transaction second, and the mark
 * is written last. A transaction with a {@code recorded_at} before W was therefore over when the
 * sessions were looked at, and its commit lies before the mark. When the mark comes back through
 * the stream, everything recorded before W has come before it.
 */
public final class SettledClock {
  /** Prefix of our messages in the write-ahead log. */
  public static final String PREFIX = "fundstream.settled";

  /** Sessions whose {@code application_name} begins so may write events. */
  public static final String WRITERS = "fundstream_gateway";

  private static final String SQL =
      """
      with w as materialized (
        select least(now(), min(xact_start)) as at from pg_stat_activity
        where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
          and (starts_with(application_name, '%1$s') or usename = '%1$s')
      ), mark as materialized (
        select pg_logical_emit_message(false, '%2$s',
          (extract(epoch from at) * 1000000)::bigint::text, true) as lsn from w
      )
      select (%3$s) from mark
      """
          .formatted(WRITERS, PREFIX, Slot.lagAt("mark.lsn"));

  private SettledClock() {}

  /**
   * Emits a mark that carries W. Not in a transaction, and flushed at once: a quiet server would
   * send it up to five seconds later otherwise. One statement measures the slot's lag as well,
   * because each of them is a transaction, several a second.
   *
   * @param session in autocommit
   * @return what {@link Slot#lagBytes} answers, this mark included
   */
  public static long mark(Connection session, Slot slot) throws SQLException {
    try (PreparedStatement emit = session.prepareStatement(SQL)) {
      emit.setString(1, slot.name());
      return Slot.lag(emit);
    }
  }

  /**
   * W out of a mark's content.
   *
   * @throws NumberFormatException if it is not a mark of ours
   */
  public static Instant settled(byte[] content) {
    return Instants.ofMicros(
        Long.parseLong(new String(content, java.nio.charset.StandardCharsets.US_ASCII)));
  }
}
