package io.fundstream.projector.stream;

import io.fundstream.projector.stream.ParkedNews.Count;
import io.fundstream.projector.table.WishTable;
import io.fundstream.runtime.supervisor.Supervisor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Looks twice a second whether an operator wishes something, for all projections of this process:
 * one small statement, so that their threads need not ask.
 */
public final class ParkedFeed implements Supervisor.Body {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Another instance may have parked something too: counts are taken again every so many looks. */
  private static final int COUNTED = 20;

  /** The count is exact up to a million records; more are told as a million. */
  private static final String COUNT =
      """
      select projection, count(*), count(distinct partition_key)
      from (select projection, partition_key from read_model.parked limit 1000000) k group by projection
      """;

  private final DataSource database;
  private final ParkedNews news;

  public ParkedFeed(DataSource database, ParkedNews news) {
    this.database = database;
    this.news = news;
  }

  @Override
  public void run(Runnable up) throws Exception {
    up.run();
    for (int look = 0; ; look++) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(true);
        news.wished(WishTable.waiting(connection));
        if (news.takeStale() || look % COUNTED == 0) {
          news.counts(counts(connection));
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Map<String, Count> counts(Connection connection) throws SQLException {
    Map<String, Count> counts = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COUNT);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), new Count(rows.getLong(2), rows.getLong(3)));
      }
    }
    return counts;
  }
}
