package io.fundstream.audit.topic;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The last event of each key in one context, as the snapshot has it: what Kafka must reach. */
final class LogTail {
  private static final String SELECT =
      """
      select partition_key, max(seq) from event_store.event_log where context = ? group by partition_key
      """;
  private static final int FETCH = 10_000;

  /** Missing events named of one key; the next run names more. */
  private static final int NAMED = 20;

  private final Connection log;
  private final String context;
  private final int partitions;
  private final Set<Integer> slice;

  LogTail(Connection log, String context, int partitions, List<TopicPartition> slice) {
    this.log = log;
    this.context = context;
    this.partitions = partitions;
    this.slice = slice.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  private interface Behind {
    /** Takes a key that Kafka has not reached; false ends the walk. */
    boolean take(UUID partitionKey, long seen) throws SQLException;
  }

  /** True when every key of the slice has been seen up to its last event. */
  boolean reached(KeySeqs seqs) throws SQLException {
    boolean[] behind = {false};
    walk(
        seqs,
        (key, seen) -> {
          behind[0] = true;
          return false;
        });
    return !behind[0];
  }

  /** Names the events that Kafka did not reach. */
  void report(KeySeqs seqs, LogLookup lookup, Findings findings) throws SQLException {
    walk(
        seqs,
        (key, seen) -> {
          for (LogLookup.Logged missing :
              lookup.between(key, context, seen, Long.MAX_VALUE, NAMED)) {
            findings.add(
                Check.TOPIC_MISSING,
                key,
                missing.seq(),
                missing.eventId(),
                "it is not in fundstream." + context);
          }
          return true;
        });
  }

  private void walk(KeySeqs seqs, Behind behind) throws SQLException {
    try (PreparedStatement statement = log.prepareStatement(SELECT)) {
      statement.setFetchSize(FETCH);
      statement.setString(1, context);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID key = Objects.requireNonNull(row.getObject(1, UUID.class));
          if (!slice.contains(RecordCheck.partition(key, partitions))) continue;
          long seen = seqs.get(key);
          if (seen < row.getLong(2) && !behind.take(key, seen)) return;
        }
      }
    }
  }
}
