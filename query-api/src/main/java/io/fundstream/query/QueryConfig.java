package io.fundstream.query;

import io.fundstream.query.event.FeedLimits;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.schemas.Tenant;
import java.time.Duration;

/**
 * Everything that can be set about the query service.
 *
 * @param database the role {@code fundstream_query}; a replica if one is given
 * @param freshnessPause between two looks at the progress while someone waits
 * @param maxWaiting requests that may wait for the read model at once
 * @param cacheBytes of answers kept in memory, at most; 0 keeps none
 */
public record QueryConfig(
    HttpConfig http,
    DatabaseConfig database,
    ApiKeys apiKeys,
    Duration freshnessPause,
    int maxWaiting,
    FeedLimits feed,
    long cacheBytes) {
  private static final int PORT = 8081;
  private static final int CACHE_MIB = 32;
  private static final long MIB = 1 << 20;

  /** The defaults for everything but where, from where, and for whom. */
  public QueryConfig(HttpConfig http, DatabaseConfig database, ApiKeys apiKeys) {
    this(http, database, apiKeys, Duration.ofMillis(4), 1_000, FeedLimits.DEFAULT, CACHE_MIB * MIB);
  }

  /** The same with another bound on what is kept in memory. */
  public QueryConfig cacheBytes(long bytes) {
    return new QueryConfig(http, database, apiKeys, freshnessPause, maxWaiting, feed, bytes);
  }

  /** Reads {@code FUNDSTREAM_*}. */
  public static QueryConfig from(Settings s) {
    HttpConfig http = HttpConfig.from(s, PORT);
    DatabaseConfig database = DatabaseConfig.from(s).asReadOnly();
    String replica =
        s.text("FUNDSTREAM_DATABASE_REPLICA_URL", "", "JDBC address to read from instead");
    ApiKeys apiKeys = ApiKeys.from(s, Tenant.DEFAULT);
    Duration pause =
        s.duration(
            "FUNDSTREAM_FRESHNESS_PAUSE_MS", 4, 1, 1_000, "between two looks while someone waits");
    int waiting =
        s.whole(
            "FUNDSTREAM_FRESHNESS_MAX_WAITING",
            1_000,
            1,
            100_000,
            "requests",
            "wait for the read model at one time; more get 503");
    FeedLimits feed = FeedLimits.from(s);
    long cache =
        MIB
            * s.whole(
                "FUNDSTREAM_QUERY_CACHE_MIB",
                CACHE_MIB,
                0,
                4_096,
                "MiB",
                "of answers kept in memory until the projector tells of a change; 0 keeps none");
    return s.orThrow(
        () -> new QueryConfig(http, at(database, replica), apiKeys, pause, waiting, feed, cache));
  }

  private static DatabaseConfig at(DatabaseConfig database, String replica) {
    return replica.isEmpty() ? database : database.at(replica);
  }
}
