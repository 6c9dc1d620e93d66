package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a version being filled has caught up, ever more exactly, and then switches. */
final class Switching {
  private static final Logger LOG = LoggerFactory.getLogger(Switching.class);

  /** So few unread events are caught up with while the live tables stand still. */
  private static final long NEARLY = 2_000;

  private static final long FIRST_PAUSE = Duration.ofMillis(500).toNanos();
  private static final int MOST_DOUBLED = 6;

  private final DataSource database;
  private final Map<String, Integer> parts;
  private final Map<String, Object> kafka;
  private final Map<Version, String> told = new HashMap<>();
  private final Map<Version, Integer> failures = new HashMap<>();
  private final Map<Version, Long> last = new HashMap<>();
  private final Set<Version> caughtUp = new HashSet<>();

  Switching(DataSource database, Map<String, Integer> parts, Map<String, Object> kafka) {
    this.database = database;
    this.parts = Map.copyOf(parts);
    this.kafka = Map.copyOf(kafka);
  }

  /** Whether a version was seen to have read nearly everything. */
  boolean hasCaughtUp(Version filled) {
    return caughtUp.contains(filled);
  }

  /** Whether the version is live now. */
  boolean attempt(Shape shape, Version filled, Optional<Version> live)
      throws SQLException, InterruptedException {
    try (Connection connection = database.getConnection()) {
      Optional<String> hindrance = look(connection, shape, filled, live);
      if (hindrance.isEmpty() && paused(filled)) {
        return false;
      }
      if (hindrance.isEmpty()) {
        hindrance = tried(connection, shape, filled, live);
        failures.merge(filled, 1, Integer::sum);
        last.put(filled, System.nanoTime());
      }
      if (hindrance.isPresent()) {
        tell(filled, hindrance.get());
        return false;
      }
      told.remove(filled);
      failures.remove(filled);
      last.remove(filled);
      LOG.info("{} serves now", filled);
      return true;
    }
  }

  /** An attempt holds up the live tables' writers, so attempts that fail become rarer. */
  private boolean paused(Version filled) {
    Long before = last.get(filled);
    long pause = FIRST_PAUSE << Math.min(MOST_DOUBLED, failures.getOrDefault(filled, 0));
    return before != null && System.nanoTime() - before < pause;
  }

  private void tell(Version filled, String hindrance) {
    if (!hindrance.equals(told.put(filled, hindrance))) {
      LOG.info("{} does not serve yet: {}", filled, hindrance);
    }
  }

  /** Without any lock: what is found here need not be found while others wait. */
  private Optional<String> look(
      Connection connection, Shape shape, Version filled, Optional<Version> live)
      throws SQLException {
    connection.setAutoCommit(true);
    long most = live.isPresent() ? NEARLY : 0;
    Optional<String> unread =
        Behind.unread(connection, filled, parts.getOrDefault(shape.name(), 0), most);
    if (unread.isPresent()) {
      return unread;
    }
    caughtUp.add(filled);
    if (live.isEmpty()) {
      return Optional.empty();
    }
    // The live version moves on meanwhile, so being behind is nothing; standing still is.
    return Behind.parked(connection, filled, live.get());
  }

  /** Kafka is asked before anything is locked, and only if the live version seems to have more. */
  private Optional<String> tried(
      Connection connection, Shape shape, Version filled, Optional<Version> live)
      throws SQLException, InterruptedException {
    Ends ends = Ends.NONE;
    if (live.isPresent()) {
      try {
        ends = Ends.ask(kafka, Behind.parts(connection, filled, live.get()));
      } catch (ExecutionException e) {
        return Optional.of("Kafka does not say where parts end: " + e.getCause());
      }
    }
    return switched(connection, new Switch(shape, filled, live, ends));
  }

  private static Optional<String> switched(Connection connection, Switch change)
      throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    try {
      Optional<String> hindrance = change.attempt(connection);
      if (hindrance.isEmpty()) {
        connection.commit();
      } else {
        connection.rollback();
      }
      return hindrance;
    } catch (SQLException | InterruptedException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }
}
