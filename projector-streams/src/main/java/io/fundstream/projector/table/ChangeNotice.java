package io.fundstream.projector.table;

import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
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

  private static final String NOTIFY = "select pg_notify(?, ?)";

  /** PostgreSQL takes less than 8000 bytes. */
  private static final int MOST = 200;

  private ChangeNotice() {}

  /**
   * Says {@code <projection>:<id>,<id>,…}, or {@code <projection>:*} if there are many.
   *
   * @param projection the name without a version
   */
  public static void send(Statements statements, String projection, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    String which =
        ids.size() > MOST ? "*" : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    statements.rows(NOTIFY, row -> {}, notice(projection, which));
  }

  /** Says {@code <projection>:*}. */
  public static void sendAll(Connection connection, String projection) throws SQLException {
    new Statements().rows(NOTIFY, row -> {}, notice(projection, "*")).run(connection);
  }

  private static Statements.Binding notice(String projection, String which) {
    return (statement, first) -> {
      statement.setString(first, CHANNEL);
      statement.setString(first + 1, projection + ":" + which);
      return first + 2;
    };
  }
}
