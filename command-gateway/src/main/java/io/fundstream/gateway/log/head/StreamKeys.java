package io.fundstream.gateway.log.head;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fundstream.runtime.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Which partition key a stream belongs to, for commands that name only the stream. It never
 * changes, so what is known once is right for ever.
 */
public final class StreamKeys {
  private static final String KEY =
      "select partition_key from event_store.head where id = ? and version is not null";

  private final DataSource database;
  private final Cache<UUID, UUID> known;

  public StreamKeys(DataSource database, int maximum) {
    this.database = database;
    this.known = Caffeine.newBuilder().maximumSize(maximum).build();
  }

  public Optional<UUID> of(UUID stream) {
    UUID key = known.getIfPresent(stream);
    return key == null ? ask(stream) : Optional.of(key);
  }

  private Optional<UUID> ask(UUID stream) {
    Optional<UUID> found =
        Transactions.run(
            database,
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(KEY)) {
                statement.setObject(1, stream);
                try (ResultSet rows = statement.executeQuery()) {
                  return rows.next()
                      ? Optional.of(rows.getObject(1, UUID.class))
                      : Optional.<UUID>empty();
                }
              }
            });
    found.ifPresent(key -> known.put(stream, key));
    return found;
  }
}
