package io.fundstream.gateway.log;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Ids in PostgreSQL's binary array format, for which the driver has no encoder of its own: as text
 * every id is printed here and parsed there.
 */
final class UuidArray {
  private static final int HEADER = 5 * Integer.BYTES;
  private static final int ID = 2 * Long.BYTES;

  private UuidArray() {}

  static Array of(Connection connection, UUID[] ids) throws SQLException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + ids.length * (Integer.BYTES + ID));
    // One dimension, no nulls, the elements' type, how many, counted from one.
    bytes.putInt(1).putInt(0).putInt(Oid.UUID).putInt(ids.length).putInt(1);
    for (UUID id : ids) {
      bytes.putInt(ID).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return new PgArray(connection.unwrap(BaseConnection.class), Oid.UUID_ARRAY, bytes.array());
  }
}
