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
 */
public record QueryConfig(
    HttpConfig http,
    DatabaseConfig database,
    ApiKeys apiKeys,
    Duration freshnessPause,
    int maxWaiting,
    FeedLimits feed) {
  private static final int PORT = 8081;

  /** The defaults for everything but where, from where, and for whom. */
  public QueryConfig(HttpConfig http, DatabaseConfig database, ApiKeys apiKeys) {
    this(http, database, apiKeys, Duration.ofMillis(4), 1_000, FeedLimits.DEFAULT);
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
    return s.orThrow(
        () -> new QueryConfig(http, at(database, replica), apiKeys, pause, waiting, feed));
  }

  private static DatabaseConfig at(DatabaseConfig database, String replica) {
    return replica.isEmpty() ? database : database.at(replica);
  }
}
