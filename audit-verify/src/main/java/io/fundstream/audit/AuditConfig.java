package io.fundstream.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an audit reads.
 *
 * @param url JDBC URL of the event store
 * @param user a role that may read it, {@code fundstream_verify}
 * @param password its password
 * @param kafka bootstrap servers when the topics are to be compared too; null: the log alone
 * @param patience how long Kafka may take to catch up with the snapshot of the log; not negative
 * @param findings how many findings are named; more are only counted; at least 1
 */
public record AuditConfig(
    String url,
    String user,
    String password,
    @Nullable String kafka,
    Duration patience,
    int findings) {

  /** How long Kafka may take to catch up, if nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How many findings are named, if nothing else is said. */
  public static final int FINDINGS = 20;

  /** Checks the bounds. */
  public AuditConfig {
    if (patience.isNegative()) throw new IllegalArgumentException("patience must not be negative");
    if (findings < 1) throw new IllegalArgumentException("findings must be at least 1");
  }

  /** The log alone, with the defaults. */
  public static AuditConfig of(String url, String user, String password) {
    return new AuditConfig(url, user, password, null, PATIENCE, FINDINGS);
  }

  /** The same, and compares Kafka's topics. */
  public AuditConfig comparing(String bootstrapServers) {
    return new AuditConfig(url, user, password, bootstrapServers, patience, findings);
  }

  /** The same, with another bound on the wait for Kafka. */
  public AuditConfig waiting(Duration atMost) {
    return new AuditConfig(url, user, password, kafka, atMost, findings);
  }
}
