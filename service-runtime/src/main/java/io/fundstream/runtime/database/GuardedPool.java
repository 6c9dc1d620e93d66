package io.fundstream.runtime.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that fails at once while the database is away, instead of letting every caller wait for
 * its timeout: after 3 failures in a row it opens for one second, then lets two callers try.
 *
 * <p>A pool that is merely used up does not open it.
 */
final class GuardedPool extends HikariDataSource {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedPool.class);

  private final CircuitBreaker breaker;

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
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .permittedNumberOfCallsInHalfOpenState(2)
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(5))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(e -> LOG.warn("{}: {}", config.getPoolName(), e.getStateTransition()));
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
      breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      return connection;
    } catch (SQLException e) {
      if (usedUp()) {
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

  /** Every connection is lent: the database is there, we are busy. */
  private boolean usedUp() {
    HikariPoolMXBean pool = getHikariPoolMXBean();
    return pool != null && pool.getActiveConnections() >= getMaximumPoolSize();
  }
}
