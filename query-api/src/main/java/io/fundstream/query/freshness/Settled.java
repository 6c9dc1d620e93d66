package io.fundstream.query.freshness;

import io.fundstream.query.database.SqlText;
import io.fundstream.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Up to when a projection is complete. */
public final class Settled {
  private Settled() {}

  /**
   * Everything recorded before this instant has been applied, in all parts.
   *
   * @param projection the name without a version
   * @return empty as long as a part has not said so
   */
  public static Optional<Instant> of(Connection connection, String projection) throws SQLException {
    return new SqlText(
            """
            select min(s.settled_at) as settled_at
            from read_model.projection p
            join read_model.settled s on s.projection = p.name || '-v' || p.version
            where p.name = ? and p.live
            having count(*) = ?\
            """,
            projection,
            Topics.PARTITIONS)
        .first(connection, row -> row.getObject("settled_at", OffsetDateTime.class).toInstant());
  }
}
