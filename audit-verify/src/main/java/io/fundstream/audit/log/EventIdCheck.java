package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Finds ids that two events have. No index guards this (a partitioned table could not have it), so
 * the server sorts or hashes all ids, on disk if they are many.
 */
public final class EventIdCheck {
  private static final String SELECT =
      """
      select e.event_id, e.partition_key, e.seq
      from event_store.event_log e
      where e.event_id in (select event_id from event_store.event_log group by event_id having count(*) > 1)
      order by e.event_id, e.recorded_at
      """;
  private static final int FETCH = 1_000;

  private EventIdCheck() {}

  /** Reports every event that shares its id. */
  public static void run(Snapshot snapshot, Findings findings) throws SQLException {
    try (Statement statement = snapshot.events().createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(SELECT)) {
        while (row.next()) {
          findings.add(
              Check.EVENT_ID,
              row.getObject(2, UUID.class),
              row.getLong(3),
              row.getObject(1, UUID.class),
              "another event has the same id");
        }
      }
    }
  }
}
