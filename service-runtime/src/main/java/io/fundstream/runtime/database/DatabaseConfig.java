package io.fundstream.runtime.database;

import io.fundstream.runtime.config.Settings;
import java.time.Duration;

/**
 * How a service reaches PostgreSQL.
 *
 * @param url JDBC address
 * @param applicationName what {@code pg_stat_activity} shows
 * @param readOnly whether every transaction is read only
 */
public record DatabaseConfig(
    String url,
    String user,
    String password,
    String applicationName,
    int poolMin,
    int poolMax,
    Duration connectionTimeout,
    Duration idleTimeout,
    Duration lifetime,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration idleInTransactionTimeout,
    boolean readOnly) {

  /** The defaults for everything but the address and who comes. */
  public DatabaseConfig(String url, String user, String password, String applicationName) {
    this(
        url,
        user,
        password,
        applicationName,
        2,
        20,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofMinutes(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        false);
  }

  /** Reads {@code FUNDSTREAM_DATABASE_*}; the user is {@code fundstream_<service>} if not set. */
  public static DatabaseConfig from(Settings s) {
    String service = s.service();
    return new DatabaseConfig(
        s.text("FUNDSTREAM_DATABASE_URL", null, "JDBC address of PostgreSQL"),
        s.text("FUNDSTREAM_DATABASE_USER", "fundstream_" + service, "role to log in as"),
        s.secret("FUNDSTREAM_DATABASE_PASSWORD", null, "password of the role"),
        "fundstream-" + service,
        s.whole("FUNDSTREAM_DATABASE_POOL_MIN", 2, 0, 1000, "connections", "kept open when idle"),
        s.whole("FUNDSTREAM_DATABASE_POOL_MAX", 20, 1, 1000, "connections", "open at most"),
        s.duration(
            "FUNDSTREAM_DATABASE_CONNECTION_TIMEOUT_MS",
            2_000,
            250,
            60_000,
            "longest wait for a connection"),
        s.duration(
            "FUNDSTREAM_DATABASE_IDLE_TIMEOUT_MS",
            30_000,
            10_000,
            3_600_000,
            "an idle connection is closed after"),
        s.duration(
            "FUNDSTREAM_DATABASE_LIFETIME_MS",
            1_800_000,
            30_000,
            86_400_000,
            "a connection is replaced after"),
        s.duration(
            "FUNDSTREAM_DATABASE_STATEMENT_TIMEOUT_MS", 5_000, 100, 600_000, "longest statement"),
        s.duration(
            "FUNDSTREAM_DATABASE_LOCK_TIMEOUT_MS", 3_000, 100, 600_000, "longest wait for a lock"),
        s.duration(
            "FUNDSTREAM_DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS",
            10_000,
            100,
            600_000,
            "longest pause inside a transaction"),
        false);
  }

  /** The same, for transactions that only read. */
  public DatabaseConfig asReadOnly() {
    return with(url, applicationName, poolMin, poolMax, true);
  }

  /**
   * The same for one session that its owner never has to wait for.
   *
   * @param purpose what it is for, added to the name
   */
  public DatabaseConfig oneFor(String purpose) {
    return with(url, applicationName + "-" + purpose, 1, 1, readOnly);
  }

  /** The same at another address, for example that of a replica. */
  public DatabaseConfig at(String url) {
    return with(url, applicationName, poolMin, poolMax, readOnly);
  }

  private DatabaseConfig with(
      String url, String applicationName, int poolMin, int poolMax, boolean readOnly) {
    return new DatabaseConfig(
        url,
        user,
        password,
        applicationName,
        poolMin,
        poolMax,
        connectionTimeout,
        idleTimeout,
        lifetime,
        statementTimeout,
        lockTimeout,
        idleInTransactionTimeout,
        readOnly);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseConfig[%s as %s, pool %d-%d]".formatted(url, user, poolMin, poolMax);
  }
}
