package io.fundstream.query.change;

import io.fundstream.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the projector on a connection of its own. A replica cannot be listened to, nor a
 * server that is away: then the hearer hears nothing, not even that the server is there.
 */
public final class ChangeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final String CHANNEL = "fundstream_read_model";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int ANSWERS_WITHIN_SECONDS = 1;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final String projection;
  private final Hearer hearer;
  private final Runnable news;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param projection whose changes are passed on, without a version
   * @param failed told if the thread dies of an error
   */
  public ChangeListener(
      DatabaseConfig config,
      String projection,
      Hearer hearer,
      Runnable news,
      Thread.UncaughtExceptionHandler failed) {
    database.setUrl(config.url());
    database.setUser(config.user());
    database.setPassword(config.password());
    database.setApplicationName(config.applicationName() + "-changes");
    database.setConnectTimeout(2);
    database.setLoginTimeout(5);
    database.setSocketTimeout(ANSWERS_WITHIN_SECONDS);
    this.projection = projection;
    this.hearer = hearer;
    this.news = news;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("change-listener")
            .uncaughtExceptionHandler(failed)
            .start(this::run);
  }

  /** A replica is never heard: that is said once, not every second. */
  private void run() {
    boolean told = false;
    while (!closed) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        hearer.allChanged();
        LOG.info("changes are heard: answers are kept in memory");
        told = false;
        listen(connection.unwrap(PGConnection.class), statement);
      } catch (SQLException e) {
        hearer.deaf();
        if (closed) return;
        if (!told) LOG.warn("changes are not heard, nothing is kept: {}", e.getMessage());
        told = true;
        LockSupport.parkNanos(this, PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  /** An empty statement is answered by the server: only then it is known to be there. */
  private void listen(PGConnection connection, Statement statement) throws SQLException {
    while (!closed) {
      statement.execute("");
      pass(connection.getNotifications());
      hearer.heard();
      pass(connection.getNotifications(Math.toIntExact(LOOK.toMillis())));
    }
  }

  private void pass(PGNotification @Nullable [] notices) {
    if (notices == null) return;
    for (PGNotification notice : notices) {
      Notice.parse(notice.getParameter()).tell(projection, hearer);
    }
    news.run();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LONGEST_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
