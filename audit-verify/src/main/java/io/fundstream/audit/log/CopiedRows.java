package io.fundstream.audit.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a query, streamed by {@code COPY … TO STDOUT (FORMAT binary)}: one row in memory at a
 * time, and the server works on while we hash.
 */
final class CopiedRows implements AutoCloseable {
  private static final int SIGNATURE = 11;

  private final CopyOut copy;
  private boolean started;

  CopiedRows(Connection connection, String select) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + select + ") to stdout (format binary)");
  }

  /** The next row, or null after the last. */
  @Nullable BinaryRow next() throws SQLException {
    byte[] message = copy.readFromCopy();
    if (message == null) return null;
    ByteBuffer row = ByteBuffer.wrap(message);
    if (!started) {
      // The header comes in the same message as the first row.
      started = true;
      row.position(SIGNATURE + 4);
      row.position(row.position() + 4 + row.getInt(row.position()));
    }
    if (row.getShort() < 0) return next();
    return new BinaryRow(row);
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) copy.cancelCopy();
  }
}
