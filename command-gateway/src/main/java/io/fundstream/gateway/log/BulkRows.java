package io.fundstream.gateway.log;

import io.fundstream.gateway.command.StreamKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The new rows of a plan that makes many, by {@code COPY}. A row that is there already is an error
 * here (SQLSTATE 23505), not an empty place in the answer: the caller rolls back and inserts
 * instead.
 */
final class BulkRows {
  private static final String KEYS =
      copy("partition_head (partition_key, tenant, seq, hash, recorded_at)");
  private static final String STREAMS =
      copy(
          "stream_head (stream_id, tenant, context, kind, partition_key, version, first_at,"
              + " recorded_at)");
  private static final String EVENTS =
      copy(
          "event_log (event_id, tenant, context, stream_id, version, partition_key, seq,"
              + " event_type, payload, metadata, effective_on, recorded_at, hash)");
  private static final String ANSWERS =
      copy(
          "idempotency (tenant, principal, idempotency_key, request_hash, status, headers, body,"
              + " expires_at)");

  private static final long MICROS = 1_000_000;

  private BulkRows() {}

  private static String copy(String into) {
    return "copy event_store." + into + " from stdin (format binary)";
  }

  /** In the order in which {@link HeadRows} inserts them, so that nobody waits in a ring. */
  static void keys(Connection connection, Collection<KeyEntry> keys) throws SQLException {
    CopiedRows rows = new CopiedRows();
    for (KeyEntry key : keys) {
      rows.row(5).uuid(key.key).uuid(key.tenant).number(key.seq).bytes(key.hash);
      rows.instant(key.recordedAt);
    }
    send(connection, KEYS, rows, keys.size());
  }

  static void streams(Connection connection, Collection<StreamEntry> streams) throws SQLException {
    CopiedRows rows = new CopiedRows();
    for (StreamEntry stream : streams) {
      StreamKind<?, ?> kind = Objects.requireNonNull(stream.kind);
      rows.row(8).uuid(stream.id).uuid(stream.tenant).text(kind.context()).text(kind.name());
      rows.uuid(stream.partitionKey).number(stream.version);
      rows.instant(stream.firstAt).instant(stream.recordedAt);
    }
    send(connection, STREAMS, rows, streams.size());
  }

  static void events(Connection connection, BatchPlan plan) throws SQLException {
    CopiedRows rows = new CopiedRows();
    for (int i = 0; i < plan.rows.size(); i++) {
      EventRow row = plan.rows.get(i);
      rows.row(13).uuid(row.eventId()).uuid(row.tenant()).text(row.context());
      rows.uuid(row.streamId()).number(row.version());
      rows.uuid(row.partitionKey()).number(row.seq());
      rows.text(row.type()).bytes(row.payload()).bytes(row.metadata());
      rows.date(row.effectiveOn()).instant(row.recordedAt()).bytes(plan.hashes.get(i));
    }
    send(connection, EVENTS, rows, plan.rows.size());
  }

  /**
   * @param clock the server's, microseconds since 1970 UTC
   */
  static void answers(
      Connection connection, List<BatchPlan.Remember> unsorted, long clock, Duration kept)
      throws SQLException {
    long expires = Math.addExact(clock, Math.multiplyExact(kept.toSeconds(), MICROS));
    CopiedRows rows = new CopiedRows();
    unsorted.stream()
        .sorted(Comparator.comparing(r -> r.key().key()))
        .forEach(r -> {
          IdempotencyKey key = r.key();
          Answer answer = r.answer();
          rows.row(8).uuid(key.tenant()).text(key.principal()).text(key.key());
          rows.bytes(key.requestHash()).small(answer.status());
          rows.json(HeadersJson.write(answer.headers())).bytes(answer.body()).instant(expires);
        });
    send(connection, ANSWERS, rows, unsorted.size());
  }

  private static void send(Connection connection, String copy, CopiedRows rows, int expected)
      throws SQLException {
    long taken = rows.send(connection, copy);
    if (taken != expected) {
      throw new UnexpectedCount(copy, expected, Math.toIntExact(taken));
    }
  }
}
