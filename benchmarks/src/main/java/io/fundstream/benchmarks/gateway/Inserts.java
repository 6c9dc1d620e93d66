package io.fundstream.benchmarks.gateway;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
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
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The limit: rows like an event's, with the same two unique indexes, so many in one statement and
 * one transaction, as fast as the server and the driver go, with {@code synchronous_commit=on}.
 */
public final class Inserts implements AutoCloseable {
  private static final String TABLE =
      """
      create table if not exists public.inserts (
        like event_store.event_log, unique (stream_id, version, recorded_at), unique (partition_key, seq, recorded_at))
      """;
  private static final String ROW =
      "(?, ?, 'fund', ?, 1, ?, 1, 'fundstream.fund.FundRegistered', ?, ?, current_date, ?, ?)";
  private static final int VALUES = 8;

  /** Ids by time, as the gateway's are: random ones make indexes that grow slow. */
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final int rows;
  private final List<Connection> open = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();

  /**
   * Connects.
   *
   * @param rows in each statement
   */
  public Inserts(TestDatabase database, int connections, int rows) throws SQLException {
    this.rows = rows;
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    for (int n = 0; n < connections; n++) {
      Connection connection = database.connect(database.superuser());
      open.add(connection);
      clients.add(client(connection, rows));
    }
  }

  /** Runs for about {@code length}. */
  public double rowsPerSecond(Duration length) throws Exception {
    return rows * Clients.perSecond(clients, length);
  }

  /** Payload and metadata are as long as a registered fund's. */
  private static Client client(Connection connection, int rows) throws SQLException {
    PreparedStatement insert =
        connection.prepareStatement(
            "insert into public.inserts values "
                + String.join(", ", Collections.nCopies(rows, ROW)));
    UUID tenant = UUID.randomUUID();
    return () -> {
      Timestamp now = Timestamp.from(Instant.now());
      for (int row = 0; row < rows; row++) {
        UUID stream = IDS.generate();
        int at = row * VALUES;
        insert.setObject(at + 1, IDS.generate());
        insert.setObject(at + 2, tenant);
        insert.setObject(at + 3, stream);
        insert.setObject(at + 4, stream);
        insert.setBytes(at + 5, new byte[80]);
        insert.setBytes(at + 6, new byte[90]);
        insert.setTimestamp(at + 7, now);
        insert.setBytes(at + 8, new byte[32]);
      }
      insert.executeUpdate();
    };
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }
}
