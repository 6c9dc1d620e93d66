package io.fundstream.benchmarks.pipe;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.benchmarks.load.OpenLoop;
import io.fundstream.parts.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** Inserts an event and waits until its row is read; what that took after the insert. */
public final class PipeReadBack implements OpenLoop.Work, AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final UUID TENANT = UUID.randomUUID();
  private static final String INSERT =
      """
      insert into public.event_log
      values (?, ?, 'fund', ?, 1, ?, 1, 'fundstream.fund.FundRegistered', ?, ?, current_date, ?, ?)
      """;

  private final HikariDataSource connections;
  private final PipeReader reader;

  PipeReadBack(Postgres server) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.url(PipeTables.DATABASE));
    config.setUsername(server.superuser());
    config.setPassword(server.superuserPassword());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    connections = new HikariDataSource(config);
    reader = new PipeReader(server);
  }

  @Override
  public long run(long due) throws Exception {
    UUID id = IDS.generate();
    insert(id);
    long answered = System.nanoTime();
    reader.await(id);
    return (System.nanoTime() - answered) / 1_000;
  }

  /** One transaction; payload and metadata are as long as a registered fund's. */
  private void insert(UUID id) throws SQLException {
    try (Connection session = connections.getConnection();
        PreparedStatement insert = session.prepareStatement(INSERT)) {
      insert.setObject(1, IDS.generate());
      insert.setObject(2, TENANT);
      insert.setObject(3, id);
      insert.setObject(4, id);
      insert.setBytes(5, new byte[80]);
      insert.setBytes(6, new byte[90]);
      insert.setTimestamp(7, Timestamp.from(Instant.now()));
      insert.setBytes(8, new byte[32]);
      insert.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    reader.close();
    connections.close();
  }
}
