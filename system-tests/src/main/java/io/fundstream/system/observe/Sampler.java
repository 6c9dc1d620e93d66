package io.fundstream.system.observe;

import io.fundstream.system.check.Observation;
import io.fundstream.system.stack.StackProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at every row's version and every key's progress, twice a second, while things happen. */
public final class Sampler implements AutoCloseable {
  private static final long EVERY_MILLIS = 500;
  private static final int MOST = 100;
  private static final String ROWS =
      """
      select 'fund', id, version::bigint from read_model.fund
      union all
      select 'progress ' || projection, partition_key, seq from read_model.progress
      """;

  private final StackProcess stack;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Map<UUID, Long>> greatest = new HashMap<>();
  private final List<Observation.Backwards> backwards = new ArrayList<>();
  private int looks;

  /** Starts to look. */
  public Sampler(StackProcess stack) {
    this.stack = stack;
    clock.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    try (Connection database = stack.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        saw(row.getString(1), row.getObject(2, UUID.class), row.getLong(3));
      }
      looks++;
    } catch (SQLException | IllegalStateException databaseAway) {
      // It is among what is killed; the next look will tell.
      Thread.onSpinWait();
    }
  }

  private void saw(String what, UUID id, long at) {
    Long before = greatest.computeIfAbsent(what, _ -> new HashMap<>()).merge(id, at, Math::max);
    if (before > at && backwards.size() < MOST) {
      backwards.add(new Observation.Backwards(what, id, before, at, Instant.now().toString()));
    }
  }

  /** What went back, the first 100. */
  public synchronized List<Observation.Backwards> backwards() {
    return List.copyOf(backwards);
  }

  /** How often it has seen the tables. */
  public synchronized int looks() {
    return looks;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
