package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Derives every chain anew: the events of each partition key in the order of {@code seq}, in memory
 * for one event.
 *
 * <p>After a bad event the walk goes on from the hash that is <em>stored</em>, so that one edited
 * event is named and not the whole tail behind it.
 */
public final class ChainCheck {
  private static final String SELECT =
      "select "
          + LoggedEvent.COLUMNS
          + " from event_store.event_log e order by e.partition_key, e.seq, e.recorded_at";

  private final Findings findings;
  private final Schemas schemas;
  private final TableBounds tables;
  private final EventHash hash = new EventHash();
  private @Nullable LoggedEvent last;
  private long keys;
  private long events;

  private ChainCheck(Findings findings, Schemas schemas, TableBounds tables) {
    this.findings = findings;
    this.schemas = schemas;
    this.tables = tables;
  }

  /** What was walked. */
  public record Walked(long keys, long events) {}

  /** Checks every chain of the snapshot, its schemas and the heads of its keys. */
  public static Walked run(Snapshot snapshot, Findings findings) throws SQLException {
    ChainCheck check =
        new ChainCheck(
            findings, new Schemas(snapshot.events(), findings), new TableBounds(snapshot.events()));
    try (PartitionHeads heads = new PartitionHeads(snapshot.heads(), findings);
        CopiedRows rows = new CopiedRows(snapshot.events(), SELECT)) {
      for (BinaryRow row = rows.next(); row != null; row = rows.next()) {
        check.next(LoggedEvent.read(row), heads);
      }
      if (check.last != null) heads.meet(check.last);
      heads.finish();
    }
    return new Walked(check.keys, check.events);
  }

  private void next(LoggedEvent event, PartitionHeads heads) throws SQLException {
    LoggedEvent before = last;
    if (before != null && !before.partitionKey().equals(event.partitionKey())) {
      heads.meet(before);
      before = null;
    }
    if (before == null) keys++;
    events++;
    checkChain(before, event);
    checkRow(event);
    last = event;
  }

  private void checkChain(@Nullable LoggedEvent before, LoggedEvent event) {
    long expected = before == null ? 1 : before.seq() + 1;
    if (event.seq() == expected) {
      checkHash(before == null ? EventHash.NONE : before.hash(), event);
    } else if (event.seq() < expected) {
      report(Check.SEQ, event, "the key has a second event with this seq");
    } else {
      // Without its predecessor the hash of this event cannot be derived: the gap is the finding.
      String missing =
          event.seq() == expected + 1 ? "" + expected : expected + " to " + (event.seq() - 1);
      report(Check.SEQ, event, "seq " + missing + " is missing before it");
    }
    if (before == null) return;
    if (event.recordedAt() <= before.recordedAt()) {
      report(Check.RECORDED_AT, event, "recorded_at is not after that of seq " + before.seq());
    }
    if (!event.tenant().equals(before.tenant())) {
      report(Check.OWNER, event, "the tenant is not that of seq " + before.seq());
    }
  }

  private void checkHash(byte[] previous, LoggedEvent event) {
    byte[] derived = hash.of(previous, event);
    if (!Arrays.equals(derived, event.hash())) {
      report(
          Check.HASH,
          event,
          "the stored hash is %s, the row and its predecessor give %s"
              .formatted(hex(event.hash()), hex(derived)));
    }
  }

  private void checkRow(LoggedEvent event) {
    TableBounds.Bounds table = tables.of(event.table());
    if (table == null) {
      report(Check.TABLE_PARTITION, event, "it lies in a table that is no partition of the log");
    } else if (!table.hold(event.recordedAt())) {
      report(
          Check.TABLE_PARTITION,
          event,
          "recorded_at " + event.recordedAtInstant() + " does not belong into " + table.table());
    }
    String fault = schemas.fault(event);
    if (fault != null) report(Check.SCHEMA, event, fault);
  }

  private void report(Check check, LoggedEvent event, String detail) {
    findings.add(check, event.partitionKey(), event.seq(), event.eventId(), detail);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
