package io.fundstream.gateway.log.write;

import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.decide.AppendPlan;
import io.fundstream.gateway.log.decide.LogRow;
import io.fundstream.gateway.log.head.Head;
import io.fundstream.gateway.log.head.KeyHead;
import io.fundstream.gateway.log.head.StreamHead;
import io.fundstream.gateway.log.sql.BinaryRows;
import io.fundstream.gateway.log.sql.HeadersJson;
import io.fundstream.gateway.log.sql.UnexpectedCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The new rows of a plan that makes many, by {@code COPY}. A row that is there already is an error
 * here (SQLSTATE 23505), not an empty place in the answer: the caller rolls back and inserts
 * instead.
 */
final class CopyWriter {
  private static final String HEADS =
      copy(
          "head (id, tenant, context, kind, partition_key, version, first_at, stream_recorded_at,"
              + " seq, hash, key_recorded_at)");
  private static final String EVENTS =
      copy(
          "event_log (event_id, tenant, context, stream_id, version, partition_key, seq,"
              + " event_type, payload, metadata, effective_on, recorded_at, hash)");
  private static final String ANSWERS =
      copy(
          "idempotency (tenant, principal, idempotency_key, request_hash, status, headers, body,"
              + " expires_at)");

  private static final long MICROS = 1_000_000;

  private CopyWriter() {}

  private static String copy(String into) {
    return "copy event_store." + into + " from stdin (format binary)";
  }

  /** In the order in which {@link HeadRows} inserts them, so that nobody waits in a ring. */
  static void heads(Connection connection, Collection<Head> heads) throws SQLException {
    BinaryRows rows = new BinaryRows();
    for (Head head : heads) {
      rows.row(11).uuid(head.id()).uuid(head.tenant());
      StreamHead stream = head.stream();
      if (stream == null) {
        rows.nulls(6);
      } else {
        rows.text(stream.context()).text(stream.kind()).uuid(stream.partitionKey());
        rows.number(stream.version()).instant(stream.firstAt()).instant(stream.recordedAt());
      }
      KeyHead key = head.key();
      if (key == null) {
        rows.nulls(3);
      } else {
        rows.number(key.seq()).bytes(key.hash()).instant(key.recordedAt());
      }
    }
    send(connection, HEADS, rows, heads.size());
  }

  static void events(Connection connection, AppendPlan plan) throws SQLException {
    BinaryRows rows = new BinaryRows();
    for (int i = 0; i < plan.rows().size(); i++) {
      LogRow row = plan.rows().get(i);
      rows.row(13).uuid(row.eventId()).uuid(row.tenant()).text(row.context());
      rows.uuid(row.streamId()).number(row.version());
      rows.uuid(row.partitionKey()).number(row.seq());
      rows.text(row.type()).bytes(row.payload()).bytes(row.metadata());
      rows.date(row.effectiveOn()).instant(row.recordedAt()).bytes(plan.hashes().get(i));
    }
    send(connection, EVENTS, rows, plan.rows().size());
  }

  /**
   * @param clock the server's, microseconds since 1970 UTC
   */
  static void answers(
      Connection connection, List<AppendPlan.Remember> unsorted, long clock, Duration kept)
      throws SQLException {
    long expires = Math.addExact(clock, Math.multiplyExact(kept.toSeconds(), MICROS));
    BinaryRows rows = new BinaryRows();
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

  private static void send(Connection connection, String copy, BinaryRows rows, int expected)
      throws SQLException {
    long taken = rows.send(connection, copy);
    if (taken != expected) {
      throw new UnexpectedCount(copy, expected, Math.toIntExact(taken));
    }
  }
}
