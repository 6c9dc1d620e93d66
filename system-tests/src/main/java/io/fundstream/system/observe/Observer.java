package io.fundstream.system.observe;

import io.fundstream.system.check.LogEvent;
import io.fundstream.system.check.Observation;
import io.fundstream.system.check.ReadSide;
import io.fundstream.system.check.TopicRecord;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.History;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Sees all of a stack at once, when nothing moves any more. */
public final class Observer {
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final StackProcess stack;

  public Observer(StackProcess stack) {
    this.stack = stack;
  }

  /** What there is to see after a test without a sampler and without replays. */
  public Observation observe(History history) throws SQLException {
    return observe(history, List.of(), Map.of());
  }

  /**
   * Everything there is to see.
   *
   * @param backwards what a {@link Sampler} saw meanwhile
   * @param replays what a {@link Replay} was told
   */
  public Observation observe(
      History history, List<Observation.Backwards> backwards, Map<String, Answer> replays)
      throws SQLException {
    awaitCaughtUp();
    List<LogEvent> log;
    Map<ByteBuffer, Schema> schemas;
    ReadSide read;
    try (Connection database = stack.database()) {
      log = LogTable.events(database);
      schemas = LogTable.schemas(database);
      read = ReadTables.read(database);
    }
    List<TopicRecord> topic = TopicReader.read(stack.endpoints().kafka(), "fundstream.fund");
    return new Observation(
        history.sent(), history.surprises(), log, schemas, topic, read, backwards, replays);
  }

  /** The log alone. */
  public List<LogEvent> log() throws SQLException {
    try (Connection database = stack.database()) {
      return LogTable.events(database);
    }
  }

  /** Waits for a minute at most: what has not come by then is missing, and the judge says what. */
  private void awaitCaughtUp() {
    try {
      Awaitility.await("the read tables reach the log")
          .atMost(CATCH_UP)
          .ignoreExceptions()
          .until(() -> {
            try (Connection database = stack.database()) {
              return ReadTables.behind(database) == 0;
            }
          });
    } catch (ConditionTimeoutException stillBehind) {
      System.err.println("the read tables have not reached the log after " + CATCH_UP);
    }
  }
}
