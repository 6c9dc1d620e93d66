package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.queue.Pending;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a batch, and decides what an error means for each of its commands. */
public final class BatchRunner {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  /** How often a batch is run again after a race or a broken connection. */
  private static final int RETRIES = 3;

  /** A batch that failed after this long is not run again: its callers wait. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** How long a lost commit is asked after. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final DataSource database;
  private final BatchTransaction transaction;
  private final CommitProbe probe;
  private final BiConsumer<Pending, Outcome> settled;
  private final LogMeters meters;

  public BatchRunner(
      DataSource database,
      BatchTransaction transaction,
      BiConsumer<Pending, Outcome> settled,
      LogMeters meters) {
    this.database = database;
    this.transaction = transaction;
    this.probe = new CommitProbe(database);
    this.settled = settled;
    this.meters = meters;
  }

  void settle(Pending pending, Outcome outcome) {
    settled.accept(pending, outcome);
  }

  /** Settles the batch but for the commands it returns: those have to wait and come again. */
  List<Pending> run(List<Pending> batch) throws InterruptedException {
    long began = System.nanoTime();
    for (int retry = 0; ; retry++) {
      try {
        return done(once(batch));
      } catch (CommitUnknown e) {
        return afterUnknownCommit(batch, e);
      } catch (SQLException e) {
        switch (SqlFault.of(e)) {
          case RACE, UNAVAILABLE -> {
            if (retry == RETRIES || givesUp(e, began)) {
              LOG.warn("a batch of {} was given up: {}", batch.size(), e.getMessage());
              return all(batch, new Outcome.Unavailable());
            }
            meters.retried();
            TimeUnit.MILLISECONDS.sleep(2L << (2 * retry));
          }
          case DATA -> {
            return oneByOne(batch, e);
          }
          case BUG -> {
            LOG.error("the database refused a batch of {}", batch.size(), e);
            return all(batch, new Outcome.Failed());
          }
        }
      } catch (RuntimeException e) {
        return oneByOne(batch, e);
      }
    }
  }

  /** What happens after the commit, giving the connection back included, can only be logged. */
  private BatchResult once(List<Pending> batch) throws SQLException, CommitUnknown {
    Connection connection = database.getConnection();
    try {
      connection.setAutoCommit(false);
      return meters.timed(batch.size(), () -> transaction.run(connection, batch));
    } finally {
      giveBack(connection);
    }
  }

  private static void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.info("a connection broke when it was given back: {}", e.getMessage());
    }
  }

  /** No connection to be had: whoever lends them has tried, and knows how long to wait. */
  private static boolean givesUp(SQLException e, long began) {
    return e instanceof SQLTransientConnectionException
        || System.nanoTime() - began > LONGEST.toNanos();
  }

  /** A neighbour never fails for another's fault. */
  private List<Pending> oneByOne(List<Pending> batch, Exception cause) throws InterruptedException {
    if (batch.size() == 1) {
      LOG.error("a command cannot be recorded: {}", batch.getFirst().intent(), cause);
      return all(batch, new Outcome.Failed());
    }
    LOG.warn("a batch of {} is run one by one: {}", batch.size(), cause.getMessage());
    meters.ranOneByOne();
    List<Pending> back = new ArrayList<>();
    for (Pending pending : batch) {
      back.addAll(run(List.of(pending)));
    }
    return back;
  }

  private List<Pending> afterUnknownCommit(List<Pending> batch, CommitUnknown lost)
      throws InterruptedException {
    LOG.warn("the answer to a commit of {} commands did not arrive: {}", batch.size(), lost.why());
    meters.commitLost();
    long deadline = System.nanoTime() + PROBE.toNanos();
    CommitProbe.Fate fate =
        lost.plan.writes() ? probe.fate(lost.plan, deadline) : CommitProbe.Fate.COMMITTED;
    LOG.warn("that commit was {}", fate);
    return switch (fate) {
      case COMMITTED -> {
        transaction.cacheStates(lost.plan);
        yield done(lost.result);
      }
      case ROLLED_BACK -> {
        batch.forEach(p -> p.waitsForKey(false));
        yield new ArrayList<>(batch);
      }
      case UNKNOWN -> all(batch, new Outcome.Unavailable());
    };
  }

  private List<Pending> all(List<Pending> batch, Outcome outcome) {
    batch.forEach(p -> settle(p, outcome));
    return List.of();
  }

  private List<Pending> done(BatchResult result) {
    result.settled.forEach(settled);
    result.waitForHead.forEach(p -> p.waitsForKey(false));
    result.waitForKey.forEach(p -> p.waitsForKey(true));
    List<Pending> back = new ArrayList<>(result.waitForHead);
    back.addAll(result.waitForKey);
    return back;
  }
}
