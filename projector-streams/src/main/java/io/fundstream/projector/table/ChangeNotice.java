package io.fundstream.projector.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells whoever keeps rows in memory which of them a transaction changes. PostgreSQL delivers it
 * when the transaction commits, and not at all if it does not.
 */
public final class ChangeNotice {
  /** What to listen to. */
  public static final String CHANNEL = "fundstream_read_model";

  /** PostgreSQL takes less than 8000 bytes. */
  private static final int MOST = 200;

  private ChangeNotice() {}

  /**
   * Says {@code <projection>:<id>,<id>,…}, or {@code <projection>:*} if there are many.
   *
   * @param projection the name without a version
   */
  public static void send(Connection connection, String projection, Collection<UUID> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String which =
        ids.size() > MOST ? "*" : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    send(connection, projection, which);
  }

  /** Says {@code <projection>:*}. */
  public static void sendAll(Connection connection, String projection) throws SQLException {
    send(connection, projection, "*");
  }

  private static void send(Connection connection, String projection, String which)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
      statement.setString(1, CHANNEL);
      statement.setString(2, projection + ":" + which);
      statement.execute();
    }
  }
}
