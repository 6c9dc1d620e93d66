package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.decide.AppendPlan;
import io.fundstream.gateway.log.decide.LogRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer was lost: waits until the transaction is over,
 * then looks for one of its rows. It wrote all of them or none.
 *
 * <p>A remembered answer is looked for in {@code idempotency}; a batch without keys is known by the
 * id of its first event, which was made here and is nobody else's.
 */
final class CommitProbe {
  private static final Logger LOG = LoggerFactory.getLogger(CommitProbe.class);

  /** What a lost commit turned out to be. */
  enum Fate {
    COMMITTED,
    ROLLED_BACK,
    /** The database did not come back in time. */
    UNKNOWN
  }

  private static final String IN_PROGRESS =
      "select coalesce(pg_xact_status(?::xid8) = 'in progress', false)";

  private static final String EVENT =
      """
      select exists (select from event_store.event_log
       where partition_key = ? and seq = ? and event_id = ?
         and recorded_at = timestamptz 'epoch' + ? * interval '1 microsecond')\
      """;

  private static final String ANSWER =
      """
      select exists (select from event_store.idempotency
       where tenant = ? and principal = ? and idempotency_key = ? and request_hash = ?)\
      """;

  /** Between two looks, milliseconds. */
  private static final int PAUSE = 50;

  private final DataSource database;

  CommitProbe(DataSource database) {
    this.database = database;
  }

  /**
   * Looks until it knows or {@code deadline} ({@link System#nanoTime}) has passed.
   *
   * @throws InterruptedException if the gateway is being stopped
   */
  Fate fate(AppendPlan plan, long deadline) throws InterruptedException {
    do {
      try (Connection connection = database.getConnection()) {
        Boolean there = look(connection, plan);
        if (there != null) {
          return there ? Fate.COMMITTED : Fate.ROLLED_BACK;
        }
      } catch (SQLException e) {
        // Away still: that is what the loop waits for, and the caller is told UNKNOWN in the end.
        LOG.info("the database cannot be asked about a lost commit yet: {}", e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    } while (System.nanoTime() < deadline);
    return Fate.UNKNOWN;
  }

  /** Null while the transaction is still going on. */
  private static @Nullable Boolean look(Connection connection, AppendPlan plan)
      throws SQLException {
    if (yes(connection, IN_PROGRESS, plan.transactionId())) {
      return null;
    }
    if (!plan.rows().isEmpty()) {
      LogRow row = plan.rows().getFirst();
      return yes(connection, EVENT, row.partitionKey(), row.seq(), row.eventId(), row.recordedAt());
    }
    IdempotencyKey key = Objects.requireNonNull(plan.remember().getFirst()).key();
    return yes(connection, ANSWER, key.tenant(), key.principal(), key.key(), key.requestHash());
  }

  private static boolean yes(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
