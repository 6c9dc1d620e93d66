package io.fundstream.runtime.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that fails at once while the database is away, instead of letting every caller wait for
 * its timeout: after 3 failures in a row it lends nothing until a thread of its own has got a
 * connection again. No caller ever waits to find out whether the database is back.
 *
 * <p>A pool that is merely used up does not open it: who waited in vain while others were lent
 * connections has met their haste, not the database's absence.
 */
final class GuardedPool extends HikariDataSource {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedPool.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The breaker's own way back would try with a caller; ours does not. */
  private static final Duration NEVER = Duration.ofDays(365);

  private final CircuitBreaker breaker;

  /** When a connection was lent last, by {@link System#nanoTime}. */
  private volatile long lent = System.nanoTime();

  GuardedPool(HikariConfig config) {
    super(config);
    this.breaker =
        CircuitBreaker.of(
            config.getPoolName(),
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(3)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(100)
                .waitDurationInOpenState(NEVER)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(e -> {
          LOG.warn("{}: {}", config.getPoolName(), e.getStateTransition());
          if (e.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
            Thread.ofVirtual().name(config.getPoolName() + "-probe").start(this::probe);
          }
        });
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!breaker.tryAcquirePermission()) {
      throw new SQLTransientConnectionException(
          "the database is away; not asked again yet", "08001");
    }
    long began = System.nanoTime();
    try {
      Connection connection = super.getConnection();
      lent = System.nanoTime();
      breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      return connection;
    } catch (SQLException e) {
      if (usedUp() || lent - began > 0) {
        breaker.releasePermission();
      } else {
        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, e);
      }
      throw e;
    } catch (RuntimeException | Error e) {
      breaker.releasePermission();
      throw e;
    }
  }

  /** Asks until the database lends a connection again, or the pool is closed. */
  private void probe() {
    while (!isClosed()) {
      try (Connection connection = super.getConnection()) {
        LOG.info("{}: back as {}", getPoolName(), connection.getMetaData().getUserName());
        breaker.transitionToClosedState();
        return;
      } catch (SQLException e) {
        LOG.debug("{}: still away: {}", getPoolName(), e.getMessage());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Every connection is lent: the database is there, we are busy. */
  private boolean usedUp() {
    HikariPoolMXBean pool = getHikariPoolMXBean();
    return pool != null && pool.getActiveConnections() >= getMaximumPoolSize();
  }
}
