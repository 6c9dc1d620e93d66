package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Walks every stream in the order of its versions: 1, 2, 3 … under one partition key, each after
 * the one before also by {@code seq}. In memory for two events.
 */
public final class StreamCheck {
  private final Findings findings;
  private @Nullable StreamEvent first;
  private @Nullable StreamEvent last;
  private long streams;

  private StreamCheck(Findings findings) {
    this.findings = findings;
  }

  /** Checks every stream of the snapshot and its head; returns how many streams have events. */
  public static long run(Snapshot snapshot, Findings findings) throws SQLException {
    StreamCheck check = new StreamCheck(findings);
    try (StreamHeads heads = new StreamHeads(snapshot.heads(), findings);
        CopiedRows rows = new CopiedRows(snapshot.events(), StreamEvent.SELECT)) {
      for (BinaryRow row = rows.next(); row != null; row = rows.next()) {
        check.next(StreamEvent.read(row), heads);
      }
      check.end(heads);
      heads.finish();
    }
    return check.streams;
  }

  private void next(StreamEvent event, StreamHeads heads) throws SQLException {
    StreamEvent before = last;
    if (before == null || !before.streamId().equals(event.streamId())) {
      end(heads);
      streams++;
      first = event;
      before = null;
    }
    check(before, event);
    last = event;
  }

  private void end(StreamHeads heads) throws SQLException {
    if (first != null && last != null) heads.meet(first, last);
  }

  private void check(@Nullable StreamEvent before, StreamEvent event) {
    int expected = before == null ? 1 : before.version() + 1;
    if (event.version() != expected) {
      report(
          Check.VERSION,
          event,
          "version %d of stream %s comes where %d belongs"
              .formatted(event.version(), event.streamId(), expected));
    }
    if (before == null) return;
    if (!event.partitionKey().equals(before.partitionKey())
        || !event.tenant().equals(before.tenant())
        || !event.context().equals(before.context())) {
      report(Check.OWNER, event, "its stream was under another partition key, tenant or context");
    } else if (event.seq() <= before.seq()) {
      report(
          Check.VERSION,
          event,
          "version %d of stream %s has no greater seq than version %d"
              .formatted(event.version(), event.streamId(), before.version()));
    }
  }

  private void report(Check check, StreamEvent event, String detail) {
    findings.add(check, event.partitionKey(), event.seq(), event.eventId(), detail);
  }
}
