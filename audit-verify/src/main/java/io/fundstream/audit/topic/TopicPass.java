package io.fundstream.audit.topic;

import io.fundstream.audit.Findings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads some partitions of one topic from the start until they hold every event of the snapshot, or
 * have stood still behind it for too long.
 */
final class TopicPass {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Kafka holds records but gives none for this long: it cannot be read. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> consumer;
  private final String context;
  private final int partitions;
  private final TopicEnds before;
  private final Duration wait;
  private final Findings findings;
  private long matched;
  private long later;

  TopicPass(
      Consumer<byte[], byte[]> consumer,
      String context,
      int partitions,
      TopicEnds before,
      Duration wait,
      Findings findings) {
    this.consumer = consumer;
    this.context = context;
    this.partitions = partitions;
    this.before = before;
    this.wait = wait;
    this.findings = findings;
  }

  /** Records that are events of the snapshot. */
  long matched() {
    return matched;
  }

  /** Records of events that were committed after the snapshot. */
  long later() {
    return later;
  }

  void run(Connection log, List<TopicPartition> slice) throws SQLException {
    consumer.assign(slice);
    consumer.seekToBeginning(slice);
    try (LogLookup lookup = new LogLookup(log)) {
      RecordCheck check = new RecordCheck(context, partitions, before, lookup, findings);
      LogTail tail = new LogTail(log, context, partitions, slice);
      readToEnd(check, slice);
      long stillSince = System.nanoTime();
      boolean complete = tail.reached(check.seqs());
      while (!complete && System.nanoTime() - stillSince < wait.toNanos()) {
        long had = check.matched();
        check.check(consumer.poll(POLL));
        if (check.matched() == had) continue;
        readToEnd(check, slice);
        stillSince = System.nanoTime();
        complete = tail.reached(check.seqs());
      }
      if (!complete) tail.report(check.seqs(), lookup, findings);
      matched = check.matched();
      later = check.later();
    }
  }

  private void readToEnd(RecordCheck check, List<TopicPartition> slice) throws SQLException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(slice);
    long heardAt = System.nanoTime();
    while (slice.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      check.check(records);
      if (!records.isEmpty()) heardAt = System.nanoTime();
      if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
        throw new KafkaException(
            "Kafka gave no record of fundstream." + context + " for " + SILENCE.toSeconds() + " s");
      }
    }
  }
}
