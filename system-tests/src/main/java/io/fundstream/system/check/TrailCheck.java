package io.fundstream.system.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of events as such, and how far each projection says it is. */
final class TrailCheck {
  private final Map<UUID, LogEvent> events = new HashMap<>();
  private final Map<UUID, LogEvent> heads = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private TrailCheck(List<LogEvent> log) {
    for (LogEvent event : log) {
      events.put(event.eventId(), event);
      heads.merge(event.key(), event, (one, other) -> one.seq() > other.seq() ? one : other);
    }
  }

  static List<Finding> of(Observation seen) {
    TrailCheck check = new TrailCheck(seen.log());
    check.trail(seen.read(), records(seen.topic()));
    check.activities(seen.read());
    check.progress(seen.read());
    return check.findings;
  }

  private static Map<String, TopicRecord> records(List<TopicRecord> topic) {
    Map<String, TopicRecord> records = new HashMap<>();
    topic.forEach(record -> records.putIfAbsent(record.eventId(), record));
    return records;
  }

  private void trail(ReadSide read, Map<String, TopicRecord> records) {
    Map<UUID, LogEvent> unread = new HashMap<>(events);
    for (ReadSide.Trail row : read.trail()) {
      LogEvent event = unread.remove(row.eventId());
      TopicRecord record = records.get(row.eventId().toString());
      boolean sound =
          event != null
              && record != null
              && row.type().equals(event.shortType())
              && row.stream().equals(event.stream())
              && row.version() == event.version()
              && row.key().equals(event.key())
              && row.seq() == event.seq()
              && row.partition() == record.partition()
              && row.offset() == record.offset();
      if (!sound) find(row.key(), row.seq(), "the trail has " + row);
    }
    unread
        .values()
        .forEach(event -> find(event.key(), event.seq(), "the trail lacks " + event.line()));
  }

  private void activities(ReadSide read) {
    Map<UUID, LogEvent> untold = new HashMap<>(events);
    for (UUID id : read.activities()) {
      if (untold.remove(id) == null) find(null, 0, "an activity of no event: " + id);
    }
    untold
        .values()
        .forEach(event -> find(event.key(), event.seq(), "no activity tells of " + event.line()));
  }

  private void progress(ReadSide read) {
    for (ReadSide.Progress row : read.progress()) {
      LogEvent head = heads.get(row.key());
      if (head == null || head.seq() != row.seq()) {
        long last = head == null ? 0 : head.seq();
        find(row.key(), row.seq(), "%s, but the last is %d".formatted(row, last));
      }
    }
  }

  private void find(@Nullable UUID key, long seq, String detail) {
    findings.add(new Finding(Promise.TRAIL_IS_THE_LOG, key, seq, detail));
  }
}
