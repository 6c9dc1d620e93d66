package io.fundstream.audit.topic;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import io.fundstream.audit.log.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Checks the records of one topic as they come: known to the log, in order, once, the same. */
final class RecordCheck {
  /** Missing events named at one gap; the next run names more. */
  private static final int NAMED = 20;

  private final String context;
  private final int partitions;
  private final TopicEnds before;
  private final LogLookup lookup;
  private final Findings findings;
  private final RecordMatch match = new RecordMatch();
  private final KeySeqs seqs = new KeySeqs();
  private long matched;
  private long later;

  RecordCheck(
      String context, int partitions, TopicEnds before, LogLookup lookup, Findings findings) {
    this.context = context;
    this.partitions = partitions;
    this.before = before;
    this.lookup = lookup;
    this.findings = findings;
  }

  long matched() {
    return matched;
  }

  long later() {
    return later;
  }

  KeySeqs seqs() {
    return seqs;
  }

  void check(ConsumerRecords<byte[], byte[]> batch) throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<@Nullable Position> positions = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      records.add(record);
      positions.add(Position.of(record));
    }
    @Nullable LoggedEvent[] events = lookup.find(positions);
    for (int i = 0; i < events.length; i++) {
      check(records.get(i), positions.get(i), events[i]);
    }
  }

  private void check(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Position position,
      @Nullable LoggedEvent found)
      throws SQLException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    LoggedEvent event = found;
    if (event == null && before.beforeSnapshot(partition, record.offset()) && position != null) {
      event = lookup.find(position.partitionKey(), position.seq());
    }
    if (event != null && position != null) {
      order(event, record);
      compare(event, record);
    } else if (position != null && !before.beforeSnapshot(partition, record.offset())) {
      later++;
    } else {
      findings.add(
          Check.TOPIC_UNKNOWN,
          position == null ? null : position.partitionKey(),
          position == null ? 0 : position.seq(),
          null,
          "the record at " + at(record) + " is no event of the log");
    }
  }

  private void order(LoggedEvent event, ConsumerRecord<byte[], byte[]> record) throws SQLException {
    UUID key = event.partitionKey();
    long last = seqs.get(key);
    if (event.seq() <= last) {
      report(
          Check.TOPIC_ORDER,
          event,
          "it comes again or too late at " + at(record) + ", after seq " + last);
      return;
    }
    matched++;
    seqs.put(key, event.seq());
    if (event.seq() == last + 1) return;
    // Other contexts share the numbers: only what the log has of this context is missing.
    for (LogLookup.Logged missing : lookup.between(key, context, last, event.seq(), NAMED)) {
      findings.add(
          Check.TOPIC_MISSING,
          key,
          missing.seq(),
          missing.eventId(),
          "it is not in " + record.topic() + " before " + at(record));
    }
  }

  private void compare(LoggedEvent event, ConsumerRecord<byte[], byte[]> record) {
    if (partition(event.partitionKey(), partitions) != record.partition()) {
      report(Check.TOPIC_RECORD, event, "it is at " + at(record) + ", another partition's record");
    }
    if (!event.context().equals(context)) {
      report(Check.TOPIC_RECORD, event, "it is in " + record.topic() + ", another context's topic");
    }
    List<String> differences = match.differences(event, record);
    if (!differences.isEmpty()) {
      report(
          Check.TOPIC_RECORD,
          event,
          "the record at " + at(record) + " differs in " + String.join("; ", differences));
    }
  }

  /** The partition of a key, by Kafka's default hash of its text. */
  static int partition(UUID key, int partitions) {
    byte[] text = key.toString().getBytes(StandardCharsets.US_ASCII);
    return Utils.toPositive(Utils.murmur2(text)) % partitions;
  }

  private static String at(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + " offset " + record.offset();
  }

  private void report(Check check, LoggedEvent event, String detail) {
    findings.add(check, event.partitionKey(), event.seq(), event.eventId(), detail);
  }
}
