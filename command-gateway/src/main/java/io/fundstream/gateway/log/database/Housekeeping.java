package io.fundstream.gateway.log.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log needs done now and then: partitions ahead, forgotten answers taken away. */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** Months that have a partition beside the present one. */
  private static final int AHEAD = 3;

  /** Rows a transaction deletes, and transactions a round runs. */
  private static final int ROWS = 1000;

  private static final int ROUNDS = 50;

  private static final String PARTITIONS = "select event_store.ensure_partitions(" + AHEAD + ")";

  private static final String PARTITIONS_AHEAD = "select event_store.partitions_ahead()";

  private static final String FORGET =
      """
      delete from event_store.idempotency where ctid = any(array(
        select ctid from event_store.idempotency where expires_at <= clock_timestamp()
         order by expires_at limit %d for update skip locked))\
      """
          .formatted(ROWS);

  private final DataSource database;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").factory());

  private Housekeeping(DataSource database) {
    this.database = database;
  }

  /** Makes the partitions of the next months now and daily, and forgets answers every minute. */
  public static Housekeeping start(DataSource database) {
    Housekeeping housekeeping = new Housekeeping(database);
    housekeeping.clock.scheduleWithFixedDelay(
        () -> housekeeping.attempt("making partitions", housekeeping::makePartitions),
        0,
        24,
        TimeUnit.HOURS);
    housekeeping.clock.scheduleWithFixedDelay(
        () -> housekeeping.attempt("forgetting answers", housekeeping::forgetExpired),
        1,
        1,
        TimeUnit.MINUTES);
    return housekeeping;
  }

  /**
   * How many months after this one have a partition.
   *
   * @return 0 when the next one is missing and events will soon be refused
   */
  public static int partitionsAhead(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(PARTITIONS_AHEAD)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Deletes answers whose time has passed, in bounded transactions; returns how many. */
  int forgetExpired() throws SQLException {
    int forgotten = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int rows;
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        rows = statement.executeUpdate(FORGET);
      }
      forgotten += rows;
      if (rows < ROWS) {
        break;
      }
    }
    return forgotten;
  }

  private int makePartitions() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(PARTITIONS)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private interface Chore {
    int run() throws SQLException;
  }

  /** A chore that fails is tried again at its next turn; readiness shows what it leaves undone. */
  private void attempt(String what, Chore chore) {
    try {
      int done = chore.run();
      if (done > 0) {
        LOG.info("{}: {}", what, done);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("{} failed and will be tried again", what, e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
