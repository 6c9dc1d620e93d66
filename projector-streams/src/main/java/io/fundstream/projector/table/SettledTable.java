package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * {@code read_model.settled}: everything recorded before that instant has been applied to a part.
 *
 * <p>A part with parked records stays where it is: what is parked has not been applied, and a
 * reader who asks what was known must not be told otherwise.
 */
public final class SettledTable {
  private static final String MOVE =
      """
      insert into read_model.settled as s (projection, part, settled_at)
      select t.projection, t.part, t.settled_at
      from unnest(?::text[], ?::int[], ?::timestamptz[]) t (projection, part, settled_at)
      where not exists (
        select from read_model.parked k where k.projection = t.projection and k.part = t.part)
      order by t.projection, t.part
      on conflict (projection, part) do update set settled_at = excluded.settled_at
      where s.settled_at < excluded.settled_at
      """;

  private SettledTable() {}

  /**
   * A part moves.
   *
   * @param projection with its version
   */
  public record Settled(String projection, int part, Instant settledAt) {}

  /** Moves parts forward, of any number of projections; never back. */
  public static void move(Connection connection, Collection<Settled> parts) throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      new Columns<>(statement, 1, List.copyOf(parts))
          .add("text", Settled::projection)
          .add("int4", Settled::part)
          .addInstants(Settled::settledAt);
      statement.executeUpdate();
    }
  }
}
