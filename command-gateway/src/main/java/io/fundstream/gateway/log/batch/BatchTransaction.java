package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.decide.AppendPlan;
import io.fundstream.gateway.log.decide.Overlay;
import io.fundstream.gateway.log.decide.StreamEntry;
import io.fundstream.gateway.log.head.BatchLocks;
import io.fundstream.gateway.log.head.LockedBatch;
import io.fundstream.gateway.log.queue.Pending;
import io.fundstream.gateway.log.state.StateCache;
import io.fundstream.gateway.log.state.StateLoader;
import io.fundstream.gateway.log.write.BatchWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch in one transaction: open, decide, write, commit. */
public final class BatchTransaction {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

  /** How often a batch is decided anew because something it wanted to be first at was taken. */
  private static final int TRIES = 3;

  private final StateCache cache;
  private final StateLoader loader;
  private final BatchWriter writer;

  public BatchTransaction(StateCache cache, BatchWriter writer) {
    this.cache = cache;
    this.loader = new StateLoader(cache);
    this.writer = writer;
  }

  /**
   * Runs the batch on a connection without auto-commit and leaves no transaction open.
   *
   * @throws CommitUnknown if the commit was sent and its answer did not arrive
   * @throws SQLException if it was rolled back whole
   */
  BatchResult run(Connection connection, List<Pending> batch) throws SQLException, CommitUnknown {
    BatchResult result = new BatchResult();
    List<Pending> open = new ArrayList<>(batch);
    try {
      for (int tries = 0; tries < TRIES && !open.isEmpty(); tries++) {
        // Who was too late once inserts, which tells what of it was taken.
        AppendPlan plan = once(connection, open, result, tries == 0);
        if (plan == null) {
          continue;
        }
        commit(connection, plan, result);
        return result;
      }
      result.waitForHead.addAll(open);
      connection.rollback();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  /** One try; null when something was lost, with {@code open} made ready for the next. */
  private @Nullable AppendPlan once(
      Connection connection, List<Pending> open, BatchResult result, boolean mayCopy)
      throws SQLException {
    LockedBatch locked = BatchLocks.take(connection, open);
    BatchSorter sorter = new BatchSorter(locked, result);
    open.forEach(sorter::add);
    open.clear();
    open.addAll(sorter.runnable);
    open.addAll(sorter.followers);
    AppendPlan plan = plan(connection, locked, sorter.runnable);
    BatchWriter.Lost lost = write(connection, plan, locked, mayCopy);
    if (lost == null) {
      connection.rollback();
      return null;
    }
    if (lost.nothing()) {
      plan.outcomes().forEach(result.settled::put);
      sorter.settleFollowers();
      plan.writtenIn(locked.transactionId());
      return plan;
    }
    connection.rollback();
    giveBack(open, lost, plan, result);
    return null;
  }

  /** Null when rows that were copied met some that another transaction had made. */
  private BatchWriter.@Nullable Lost write(
      Connection connection, AppendPlan plan, LockedBatch locked, boolean mayCopy)
      throws SQLException {
    if (!mayCopy || locked.expired() || plan.rows().size() < BatchWriter.BULK) {
      return writer.write(connection, plan);
    }
    try {
      return writer.copy(connection, plan, locked.clock());
    } catch (SQLException e) {
      if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
        return null;
      }
      throw e;
    }
  }

  private AppendPlan plan(Connection connection, LockedBatch locked, List<Pending> runnable)
      throws SQLException {
    Overlay overlay = new Overlay();
    runnable.forEach(p -> overlay.add(p, locked));
    overlay.fill(loader.load(connection, overlay.wanted()));
    AppendPlan plan = new AppendPlan(overlay, locked.clock());
    runnable.forEach(plan::decide);
    return plan;
  }

  /** A lost head sends its commands back; a lost claim refuses its command alone, next time. */
  private static void giveBack(
      List<Pending> open, BatchWriter.Lost lost, AppendPlan plan, BatchResult result) {
    lost.claims()
        .forEach(id -> {
          AppendPlan.Take take = Objects.requireNonNull(plan.takes().get(id));
          take.by().lose(take.claim());
        });
    open.removeIf(pending -> {
      boolean back =
          lost.ids().contains(pending.intent().partitionKey())
              || pending.intent().writes().stream().anyMatch(s -> lost.ids().contains(s.id()));
      if (back) {
        result.waitForHead.add(pending);
      }
      return back;
    });
  }

  private void commit(Connection connection, AppendPlan plan, BatchResult result)
      throws SQLException, CommitUnknown {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (CommitUnknown.isAnswer(e)) {
        throw e;
      }
      plan.overlay().changedStreams().forEach(s -> cache.evict(List.of(s.streamId())));
      throw new CommitUnknown(plan, result, e);
    }
    cacheStates(plan);
  }

  /**
   * Only what is committed may be remembered. A fault here must not look like one of the
   * transaction, which would be run again.
   */
  void cacheStates(AppendPlan plan) {
    try {
      put(plan);
    } catch (RuntimeException e) {
      LOG.error("states could not be cached", e);
      plan.overlay().known().forEach(s -> cache.evict(List.of(s.streamId())));
    }
  }

  /** Streams that an import makes by the hundred would drive out those that are in use. */
  private void put(AppendPlan plan) {
    boolean many = plan.rows().size() >= BatchWriter.BULK;
    for (StreamEntry entry : plan.overlay().known()) {
      if (many && entry.isNew()) {
        continue;
      }
      cache.put(entry.streamId(), entry.reached());
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
