package io.fundstream.audit.topic;

import io.fundstream.audit.log.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds events of the snapshot: many at once by position, and what lies between two positions. */
final class LogLookup implements AutoCloseable {
  // The bounds on recorded_at prune table partitions before the join probes the index of each.
  private static final String BATCH =
      "select "
          + LoggedEvent.COLUMNS
          + ", k.n from unnest(?::uuid[], ?::bigint[], ?::timestamptz[])"
          + " with ordinality k(partition_key, seq, recorded_at, n)"
          + " join event_store.event_log e on e.partition_key = k.partition_key and e.seq = k.seq"
          + " and e.recorded_at = k.recorded_at"
          + " where e.recorded_at between ?::timestamptz and ?::timestamptz";
  private static final String ONE =
      "select "
          + LoggedEvent.COLUMNS
          + " from event_store.event_log e where e.partition_key = ? and e.seq = ?"
          + " order by e.recorded_at limit 1";
  private static final String BETWEEN =
      "select e.seq, e.event_id from event_store.event_log e"
          + " where e.partition_key = ? and e.context = ? and e.seq > ? and e.seq < ? order by e.seq";

  private final Connection log;
  private final PreparedStatement batch;
  private final PreparedStatement one;
  private final PreparedStatement between;

  /** An event that Kafka should hold. */
  record Logged(long seq, UUID eventId) {}

  LogLookup(Connection log) throws SQLException {
    this.log = log;
    try (Statement settings = log.createStatement()) {
      // A nested loop over the index, whatever the planner makes of an array of unknown length.
      settings.execute("set local enable_hashjoin = off");
      settings.execute("set local enable_mergejoin = off");
    }
    batch = log.prepareStatement(BATCH);
    one = log.prepareStatement(ONE);
    between = log.prepareStatement(BETWEEN);
  }

  /** The events at the positions, in their order; null where the snapshot has none. */
  @Nullable LoggedEvent[] find(List<@Nullable Position> positions) throws SQLException {
    @Nullable LoggedEvent[] found = new LoggedEvent[positions.size()];
    UUID[] keys = new UUID[positions.size()];
    Long[] seqs = new Long[positions.size()];
    String[] times = new String[positions.size()];
    TreeSet<Instant> bounds = new TreeSet<>();
    for (int i = 0; i < found.length; i++) {
      Position position = positions.get(i);
      if (position == null || position.recordedAt() == null) continue;
      keys[i] = position.partitionKey();
      seqs[i] = position.seq();
      times[i] = position.recordedAt().toString();
      bounds.add(position.recordedAt());
    }
    if (bounds.isEmpty()) return found;
    batch.setArray(1, log.createArrayOf("uuid", keys));
    batch.setArray(2, log.createArrayOf("bigint", seqs));
    batch.setArray(3, log.createArrayOf("text", times));
    batch.setString(4, bounds.first().toString());
    batch.setString(5, bounds.last().toString());
    try (ResultSet row = batch.executeQuery()) {
      while (row.next()) found[row.getInt(15) - 1] = LoggedEvent.read(row);
    }
    return found;
  }

  /** The event at a key and seq, whenever it was recorded; null when the snapshot has none. */
  @Nullable LoggedEvent find(UUID partitionKey, long seq) throws SQLException {
    one.setObject(1, partitionKey);
    one.setLong(2, seq);
    try (ResultSet row = one.executeQuery()) {
      return row.next() ? LoggedEvent.read(row) : null;
    }
  }

  /** The events of a key and context between two seqs, both left out; at most {@code limit}. */
  List<Logged> between(UUID partitionKey, String context, long after, long before, int limit)
      throws SQLException {
    between.setObject(1, partitionKey);
    between.setString(2, context);
    between.setLong(3, after);
    between.setLong(4, before);
    between.setMaxRows(limit);
    List<Logged> events = new ArrayList<>();
    try (ResultSet row = between.executeQuery()) {
      while (row.next()) {
        events.add(
            new Logged(row.getLong(1), Objects.requireNonNull(row.getObject(2, UUID.class))));
      }
    }
    return events;
  }

  @Override
  public void close() throws SQLException {
    batch.close();
    one.close();
    between.close();
  }
}
