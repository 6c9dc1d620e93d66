package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.load.Clients;
import io.fundstream.benchmarks.load.Clients.Client;
import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The limit: a row like an event's, with the same two unique indexes, inserted in a transaction of
 * its own, as fast as the server and the driver go, with {@code synchronous_commit=on}.
 */
final class OneInsert implements AutoCloseable {
  private static final String TABLE =
      """
      create table if not exists public.one_insert (
        like event_store.event_log, unique (stream_id, version, recorded_at), unique (partition_key, seq, recorded_at))
      """;
  private static final String INSERT =
      "insert into public.one_insert values (?, ?, 'fund', ?, 1, ?, 1, 'fundstream.fund.FundRegistered', ?, ?,"
          + " current_date, ?, ?)";

  private final List<Connection> connections = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();

  OneInsert(TestDatabase database, int count) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    for (int n = 0; n < count; n++) {
      Connection connection = database.connect(database.superuser());
      connections.add(connection);
      clients.add(client(connection));
    }
  }

  double perSecond(Duration length) throws Exception {
    return Clients.perSecond(clients, length);
  }

  /** Payload and metadata are as long as a registered fund's. */
  private static Client client(Connection connection) throws SQLException {
    PreparedStatement insert = connection.prepareStatement(INSERT);
    byte[] payload = new byte[80];
    byte[] metadata = new byte[90];
    byte[] hash = new byte[32];
    UUID tenant = UUID.randomUUID();
    return () -> {
      UUID stream = UUID.randomUUID();
      insert.setObject(1, UUID.randomUUID());
      insert.setObject(2, tenant);
      insert.setObject(3, stream);
      insert.setObject(4, stream);
      insert.setBytes(5, payload);
      insert.setBytes(6, metadata);
      insert.setTimestamp(7, Timestamp.from(Instant.now()));
      insert.setBytes(8, hash);
      insert.executeUpdate();
    };
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
