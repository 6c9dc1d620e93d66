package io.fundstream.system.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The log against what a consumer reads. */
final class TopicCheck {
  private final Map<String, LogEvent> missing = new HashMap<>();
  private final Map<String, TopicRecord> last = new HashMap<>();

  /** By fingerprint: in a rolling upgrade a type has two schemas at the same time. */
  private final Map<ByteBuffer, Integer> schemaIds = new HashMap<>();

  private final List<Finding> findings = new ArrayList<>();

  private TopicCheck(List<LogEvent> log) {
    log.forEach(event -> missing.put(event.eventId().toString(), event));
  }

  static List<Finding> of(Observation seen) {
    TopicCheck check = new TopicCheck(seen.log());
    seen.topic().forEach(check::record);
    check
        .missing
        .values()
        .forEach(event ->
            check.findings.add(
                new Finding(Promise.ONCE_IN_KAFKA, event, "not in Kafka: " + event.line())));
    return check.findings;
  }

  private void record(TopicRecord record) {
    TopicRecord before = last.put(record.key(), record);
    if (before != null
        && (record.seq() <= before.seq() || record.partition() != before.partition())) {
      find(Promise.IN_ORDER_IN_KAFKA, record, record.line() + " after " + before.line());
    }
    LogEvent event = missing.remove(record.eventId());
    if (event == null) {
      find(Promise.ONCE_IN_KAFKA, record, "repeated, or not in the log: " + record.line());
    } else if (!isTheSame(event, record)) {
      find(Promise.ONCE_IN_KAFKA, record, record.line() + " differs from " + event.line());
    }
  }

  private boolean isTheSame(LogEvent event, TopicRecord record) {
    Integer known = schemaIds.putIfAbsent(event.fingerprint(), record.schemaId());
    return (known == null || known == record.schemaId())
        && event.data().equals(record.data())
        && event.key().toString().equals(record.key())
        && event.seq() == record.seq()
        && event.type().equals(record.header("ce_type"))
        && event.stream().toString().equals(record.header("ce_subject"))
        && Integer.toString(event.version()).equals(record.header("ce_streamversion"))
        && event.tenant().toString().equals(record.header("ce_tenant"))
        && event.effectiveOn().equals(record.header("ce_effectiveon"))
        && event.correlationId().equals(record.header("ce_correlationid"))
        && hex(event).equals(record.header("ce_eventhash"));
  }

  private static String hex(LogEvent event) {
    byte[] hash = new byte[event.hash().remaining()];
    event.hash().duplicate().get(hash);
    return HexFormat.of().formatHex(hash);
  }

  private void find(Promise broken, TopicRecord record, String detail) {
    findings.add(new Finding(broken, key(record), Math.max(record.seq(), 0), detail));
  }

  private static UUID key(TopicRecord record) {
    try {
      return UUID.fromString(record.key());
    } catch (IllegalArgumentException noKey) {
      return new UUID(0, 0);
    }
  }
}
