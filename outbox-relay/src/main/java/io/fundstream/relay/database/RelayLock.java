package io.fundstream.relay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The advisory lock that makes one relay active and the others wait. It goes with its session, so
 * it is no fence; Kafka's is. A holder that stops living (a halted process keeps its connection)
 * loses its session to {@code idle_session_timeout}, and the lock with it.
 */
public final class RelayLock implements AutoCloseable {
  /** "fundstrm" in ASCII: the lock's name, the same in every relay. */
  static final long KEY = 0x66756E647374726DL;

  private final Connection session;

  private RelayLock(Connection session) {
    this.session = session;
  }

  /**
   * A session that can take the lock.
   *
   * @param idle without a statement for so long the server ends the session
   */
  public static RelayLock session(RelayDatabase database, Duration idle) throws SQLException {
    Connection session = database.connect("lock");
    try (Statement statement = session.createStatement()) {
      statement.execute("set idle_session_timeout = " + idle.toMillis());
      statement.execute("set statement_timeout = 10000");
      return new RelayLock(session);
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  /** Takes the lock if no other session has it. */
  public boolean tryTake() throws SQLException {
    try (PreparedStatement take = session.prepareStatement("select pg_try_advisory_lock(?)")) {
      take.setLong(1, KEY);
      try (ResultSet answer = take.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /**
   * The session that holds the lock. What it does keeps the lock alive, and when it fails, the lock
   * is lost.
   */
  public Connection session() {
    return session;
  }

  /** Gives the lock back. */
  @Override
  public void close() throws SQLException {
    session.close();
  }
}
