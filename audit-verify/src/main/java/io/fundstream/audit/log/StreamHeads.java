package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks {@code stream_head} in the order of the streams, beside the log. */
final class StreamHeads implements AutoCloseable {
  private static final String SELECT =
      """
      select stream_id, tenant, context, partition_key, version, first_at, recorded_at
      from event_store.stream_head order by stream_id
      """;
  private static final int FETCH = 1_000;

  private record Head(
      UUID streamId,
      UUID tenant,
      String context,
      UUID partitionKey,
      int version,
      long firstAt,
      long recordedAt) {}

  private final Statement statement;
  private final ResultSet rows;
  private final Findings findings;
  private @Nullable Head next;

  StreamHeads(Connection connection, Findings findings) throws SQLException {
    this.findings = findings;
    statement = connection.createStatement();
    statement.setFetchSize(FETCH);
    rows = statement.executeQuery(SELECT);
    advance();
  }

  /** Checks the head of a stream from its first to its last event; streams come in rising order. */
  void meet(StreamEvent first, StreamEvent last) throws SQLException {
    passOver(last.streamId());
    Head head = next;
    if (head == null || !head.streamId().equals(last.streamId())) {
      report(last, "stream " + last.streamId() + " has events but no head");
      return;
    }
    Head right =
        new Head(
            last.streamId(),
            last.tenant(),
            last.context(),
            last.partitionKey(),
            last.version(),
            first.recordedAt(),
            last.recordedAt());
    if (!head.equals(right)) report(last, "the head of its stream is " + head + ", not " + right);
    advance();
  }

  /** Checks the heads after the last stream. */
  void finish() throws SQLException {
    passOver(null);
  }

  private void passOver(@Nullable UUID until) throws SQLException {
    for (Head head = next;
        head != null && (until == null || Ids.compare(head.streamId(), until) < 0);
        head = next) {
      // Version 0 is a head made for a command that then wrote nothing.
      if (head.version() != 0) {
        findings.add(
            Check.STREAM_HEAD,
            head.partitionKey(),
            0,
            null,
            "the head of stream %s is at version %d, but the stream has no event"
                .formatted(head.streamId(), head.version()));
      }
      advance();
    }
  }

  private void advance() throws SQLException {
    next = rows.next() ? read() : null;
  }

  private Head read() throws SQLException {
    return new Head(
        Objects.requireNonNull(rows.getObject(1, UUID.class)),
        Objects.requireNonNull(rows.getObject(2, UUID.class)),
        Objects.requireNonNull(rows.getString(3)),
        Objects.requireNonNull(rows.getObject(4, UUID.class)),
        rows.getInt(5),
        LoggedEvent.micros(rows.getObject(6, OffsetDateTime.class).toInstant()),
        LoggedEvent.micros(rows.getObject(7, OffsetDateTime.class).toInstant()));
  }

  private void report(StreamEvent last, String detail) {
    findings.add(Check.STREAM_HEAD, last.partitionKey(), last.seq(), last.eventId(), detail);
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
