package io.fundstream.projector.table;

import io.fundstream.schemas.Instants;
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
      select ?, t.part, ?::timestamptz from unnest(?::int[]) t (part)
      where not exists (select from read_model.parked k where k.projection = ? and k.part = t.part)
      order by t.part
      on conflict (projection, part) do update set settled_at = excluded.settled_at
      where s.settled_at < excluded.settled_at
      """;

  private final String projection;

  public SettledTable(String projection) {
    this.projection = projection;
  }

  /** Moves parts forward to an instant; never back. */
  public void move(Connection connection, Collection<Integer> parts, Instant settledAt)
      throws SQLException {
    if (parts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setString(1, projection);
      statement.setString(2, Instants.text(settledAt));
      new Columns<>(statement, 3, List.copyOf(parts)).add("int4", part -> part);
      statement.setString(4, projection);
      statement.executeUpdate();
    }
  }
}
