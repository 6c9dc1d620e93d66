package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.ChangeNotice;
import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Puts a filled version in the place of the live one, in one transaction.
 *
 * <p>In this order: the live tables take no more rows; the new ones have everything that those
 * have; every reader whose snapshot is older than that has gone; the views show the new tables.
 * Hence a reader sees the one or the other, never a row that went back or is missing. A lock on a
 * view is waited for so shortly that a reader never sees a deadlock, and is asked for again.
 */
final class Switch {
  private static final Duration LONGEST_CATCH_UP = Duration.ofMillis(1_500);
  private static final Duration LONGEST_READER = Duration.ofMillis(1_000);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int ATTEMPTS = 10;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String SETTLED =
      """
      insert into read_model.settled as s (projection, part, settled_at)
      select ?, part, settled_at from read_model.settled where projection = ? order by part
      on conflict (projection, part) do update set settled_at = excluded.settled_at
      where s.settled_at < excluded.settled_at
      """;

  private final Shape shape;
  private final Version filled;
  private final Optional<Version> live;
  private final Ends ends;

  /**
   * @param ends those of parts of which the live version seemed to have more
   */
  Switch(Shape shape, Version filled, Optional<Version> live, Ends ends) {
    this.shape = shape;
    this.filled = filled;
    this.live = live;
    this.ends = ends;
  }

  /**
   * Switches, if it can be done now.
   *
   * @param connection without auto-commit; the caller commits if this returns empty, and rolls back
   *     if not
   * @return what stands in the way
   */
  Optional<String> attempt(Connection connection) throws SQLException, InterruptedException {
    VersionTable.lock(connection, shape.name());
    List<Version> now = VersionTable.of(connection, shape.name());
    if (!now.contains(filled) || (live.isPresent() && !now.contains(live.get()))) {
      return Optional.of("somebody else has changed the versions");
    }
    if (live.isPresent()) {
      Optional<String> hindrance = standStill(connection, live.get());
      if (hindrance.isPresent()) {
        return hindrance;
      }
    }
    Optional<String> hindrance = views(connection);
    if (hindrance.isEmpty()) {
      mark(connection);
    }
    return hindrance;
  }

  private Optional<String> standStill(Connection connection, Version old)
      throws SQLException, InterruptedException {
    execute(connection, "set local lock_timeout = '1s'");
    // Waits for the writers of the live tables and keeps new ones waiting; readers are not touched.
    try {
      execute(connection, "lock table " + shape.list(old.number()) + " in share mode");
    } catch (SQLException e) {
      return refusedLock(e);
    }
    long end = System.nanoTime() + LONGEST_CATCH_UP.toNanos();
    Optional<String> behind = Behind.of(connection, filled, old, ends);
    while (behind.isPresent() && System.nanoTime() < end) {
      Thread.sleep(LOOK);
      behind = Behind.of(connection, filled, old, ends);
    }
    if (behind.isPresent()) {
      return behind;
    }
    return Readers.now(connection).awaitGone(connection, LONGEST_READER, LOOK)
        ? Optional.empty()
        : Optional.of("a reader has been reading for longer than " + LONGEST_READER);
  }

  private Optional<String> views(Connection connection) throws SQLException, InterruptedException {
    // Far below deadlock_timeout: if we and a reader wait for each other, we are the one to give
    // way.
    execute(connection, "set local lock_timeout = '150ms'");
    for (int attempt = 1; ; attempt++) {
      Savepoint before = connection.setSavepoint();
      try {
        Views.show(connection, shape, filled.number());
        return Optional.empty();
      } catch (SQLException e) {
        connection.rollback(before);
        Optional<String> refused = refusedLock(e);
        if (attempt == ATTEMPTS) {
          return refused;
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(10, 50));
      }
    }
  }

  private void mark(Connection connection) throws SQLException {
    if (live.isPresent()) {
      VersionTable.retire(connection, live.get());
      // What the old version said of settled times is true of this one, which has all that it had.
      try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
        statement.setString(1, filled.toString());
        statement.setString(2, live.get().toString());
        statement.executeUpdate();
      }
    }
    VersionTable.live(connection, filled);
    ChangeNotice.sendAll(connection, shape.name());
    try (PreparedStatement statement =
        connection.prepareStatement("delete from read_model.filling where projection = ?")) {
      statement.setString(1, filled.toString());
      statement.executeUpdate();
    }
  }

  private static Optional<String> refusedLock(SQLException e) throws SQLException {
    if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
      return Optional.of("a lock was not to be had: " + e.getMessage());
    }
    throw e;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
