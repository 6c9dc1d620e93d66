package io.fundstream.query.freshness;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Something in the read tables that only ever rises, read for many keys with one statement. Equal
 * gauges are read together, so an implementation is a record or a constant.
 */
public interface Gauge {
  /** Whose rows it reads; empty if they are nobody's, such as the progress of a projection. */
  default Optional<UUID> tenant() {
    return Optional.empty();
  }

  /**
   * @return how far each key is; keys without a row are left out
   */
  Map<UUID, Long> read(Connection connection, Set<UUID> keys) throws SQLException;
}
