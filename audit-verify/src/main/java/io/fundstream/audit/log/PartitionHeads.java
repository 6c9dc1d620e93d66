package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks {@code partition_head} in the order of the keys, beside the log: each key's last event
 * meets its head, and heads that meet no event are found on the way.
 */
final class PartitionHeads implements AutoCloseable {
  private static final String SELECT =
      """
      select partition_key, tenant, seq, hash, recorded_at from event_store.partition_head order by partition_key
      """;
  private static final int FETCH = 1_000;

  @SuppressWarnings("ArrayRecordComponent")
  private record Head(UUID partitionKey, UUID tenant, long seq, byte[] hash, long recordedAt) {
    /** A head that was made for a command which then wrote nothing. */
    boolean untouched() {
      return seq == 0 && Arrays.equals(hash, EventHash.NONE);
    }
  }

  private final Statement statement;
  private final ResultSet rows;
  private final Findings findings;
  private @Nullable Head next;

  PartitionHeads(Connection connection, Findings findings) throws SQLException {
    this.findings = findings;
    statement = connection.createStatement();
    statement.setFetchSize(FETCH);
    rows = statement.executeQuery(SELECT);
    advance();
  }

  /** Checks the head of a key whose last event is {@code last}; keys come in rising order. */
  void meet(LoggedEvent last) throws SQLException {
    passOver(last.partitionKey());
    Head head = next;
    if (head == null || !head.partitionKey().equals(last.partitionKey())) {
      report(last, "the key has events but no head");
      return;
    }
    if (head.seq() != last.seq()) {
      report(last, "the head is at seq %d, the last event at %d".formatted(head.seq(), last.seq()));
    } else if (!Arrays.equals(head.hash(), last.hash())) {
      report(
          last,
          "the head's hash is " + hex(head.hash()) + ", the last event's " + hex(last.hash()));
    }
    if (head.recordedAt() != last.recordedAt()) {
      report(last, "the head's recorded_at is not the last event's");
    }
    if (!head.tenant().equals(last.tenant())) report(last, "the head has another tenant");
    advance();
  }

  /** Checks the heads after the last key. */
  void finish() throws SQLException {
    passOver(null);
  }

  private void passOver(@Nullable UUID until) throws SQLException {
    for (Head head = next;
        head != null && (until == null || Ids.compare(head.partitionKey(), until) < 0);
        head = next) {
      if (!head.untouched()) {
        findings.add(
            Check.PARTITION_HEAD,
            head.partitionKey(),
            head.seq(),
            null,
            "the head is at seq " + head.seq() + ", but the key has no event");
      }
      advance();
    }
  }

  private void advance() throws SQLException {
    next =
        rows.next()
            ? new Head(
                Objects.requireNonNull(rows.getObject(1, UUID.class)),
                Objects.requireNonNull(rows.getObject(2, UUID.class)),
                rows.getLong(3),
                Objects.requireNonNull(rows.getBytes(4)),
                LoggedEvent.micros(rows.getObject(5, OffsetDateTime.class).toInstant()))
            : null;
  }

  private void report(LoggedEvent last, String detail) {
    findings.add(Check.PARTITION_HEAD, last.partitionKey(), last.seq(), last.eventId(), detail);
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
