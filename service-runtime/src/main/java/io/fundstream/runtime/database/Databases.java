package io.fundstream.runtime.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.fundstream.runtime.metrics.Metrics;

/** Makes connection pools. */
public final class Databases {
  private Databases() {}

  /**
   * A pool whose connections carry the configured timeouts and name. It opens no connection before
   * the first is asked for, so a database that is away does not keep a service from starting. While
   * the database is away, asking fails at once ({@link GuardedPool}).
   */
  public static HikariDataSource pool(DatabaseConfig config, Metrics metrics) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(config.applicationName());
    hikari.setJdbcUrl(config.url());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMinimumIdle(Math.min(config.poolMin(), config.poolMax()));
    hikari.setMaximumPoolSize(config.poolMax());
    hikari.setConnectionTimeout(config.connectionTimeout().toMillis());
    hikari.setValidationTimeout(Math.min(1_000, config.connectionTimeout().toMillis()));
    // None of a fixed number is ever closed for being idle; to say when would be warned of.
    boolean fixed = hikari.getMinimumIdle() == hikari.getMaximumPoolSize();
    hikari.setIdleTimeout(fixed ? 0 : config.idleTimeout().toMillis());
    hikari.setMaxLifetime(config.lifetime().toMillis());
    hikari.setInitializationFailTimeout(-1);
    hikari.setAutoCommit(true);
    hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics.registry()));
    hikari.addDataSourceProperty("ApplicationName", config.applicationName());
    hikari.addDataSourceProperty("options", sessionOptions(config));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("connectTimeout", "2");
    hikari.addDataSourceProperty("loginTimeout", "5");
    // A server that vanishes without a word must not hold a thread longer than a statement may
    // take.
    long socket = config.statementTimeout().plus(config.lockTimeout()).toSeconds() + 2;
    hikari.addDataSourceProperty("socketTimeout", Long.toString(socket));
    return new GuardedPool(hikari);
  }

  /**
   * Who writes finds rows by key. A plan made while a table was nearly empty reads all of it, and
   * is kept until autovacuum looks, a minute and a million rows later.
   */
  private static final String BY_KEY = " -c enable_seqscan=off -c enable_mergejoin=off";

  private static String sessionOptions(DatabaseConfig config) {
    return "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d -c default_transaction_read_only=%s%s"
        .formatted(
            config.statementTimeout().toMillis(),
            config.lockTimeout().toMillis(),
            config.idleInTransactionTimeout().toMillis(),
            config.readOnly() ? "on" : "off",
            config.readOnly() ? "" : BY_KEY);
  }
}
