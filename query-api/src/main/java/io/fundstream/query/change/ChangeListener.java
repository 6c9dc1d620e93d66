package io.fundstream.query.change;

import io.fundstream.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the projector on a connection of its own. A replica cannot be listened to, nor a
 * server that is away: then subscribers are told nothing, not even that the server is there.
 *
 * <p>The connection is no loan of {@code Reads}: it reads no rows and lives as long as the service.
 */
public final class ChangeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final String CHANNEL = "fundstream_read_model";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int ANSWERS_WITHIN_SECONDS = 1;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final Map<String, List<ChangeSubscriber>> subscribers;
  private final Runnable news;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param subscribers by the projection whose changes they are told, without a version
   * @param failed told if the thread dies of an error
   */
  public ChangeListener(
      DatabaseConfig config,
      Map<String, List<ChangeSubscriber>> subscribers,
      Runnable news,
      Thread.UncaughtExceptionHandler failed) {
    database.setUrl(config.url());
    database.setUser(config.user());
    database.setPassword(config.password());
    database.setApplicationName(config.applicationName() + "-changes");
    database.setConnectTimeout(2);
    database.setLoginTimeout(5);
    database.setSocketTimeout(ANSWERS_WITHIN_SECONDS);
    this.subscribers = Map.copyOf(subscribers);
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
        all(ChangeSubscriber::allChanged);
        LOG.info("changes are heard: answers are kept in memory");
        told = false;
        listen(connection.unwrap(PGConnection.class), statement);
      } catch (SQLException e) {
        all(ChangeSubscriber::disconnected);
        if (closed) return;
        if (!told) LOG.warn("changes are not heard, nothing is kept: {}", e.getMessage());
        told = true;
        LockSupport.parkNanos(this, PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  /**
   * An empty statement is answered by the server: only then it is known to be there. It is a
   * transaction like any other, so it is sent by the clock and not after each notice.
   */
  private void listen(PGConnection connection, Statement statement) throws SQLException {
    while (!closed) {
      long asked = System.nanoTime();
      statement.execute("");
      pass(connection.getNotifications());
      all(ChangeSubscriber::connected);
      for (long left = LOOK.toNanos(); left > 0; left = LOOK.toNanos() - since(asked)) {
        if (closed) return;
        pass(connection.getNotifications(1 + (int) TimeUnit.NANOSECONDS.toMillis(left)));
      }
    }
  }

  private static long since(long moment) {
    return System.nanoTime() - moment;
  }

  private void pass(PGNotification @Nullable [] notices) {
    if (notices == null || notices.length == 0) return;
    for (PGNotification notice : notices) {
      Notice.parse(notice.getParameter()).tell(subscribers);
    }
    news.run();
  }

  private void all(Consumer<ChangeSubscriber> what) {
    subscribers.values().forEach(some -> some.forEach(what));
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
