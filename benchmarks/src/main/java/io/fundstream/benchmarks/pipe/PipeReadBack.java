package io.fundstream.benchmarks.pipe;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.benchmarks.load.OpenLoop;
import io.fundstream.parts.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Inserts an event and asks every 2 ms until its row is there; what that took after the insert. */
public final class PipeReadBack implements OpenLoop.Work, AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(2).toNanos();
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();
  private static final int CONNECTIONS = 64;
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final UUID TENANT = UUID.randomUUID();
  private static final String INSERT =
      """
      insert into public.event_log
      values (?, ?, 'fund', ?, 1, ?, 1, 'fundstream.fund.FundRegistered', ?, ?, current_date, ?, ?)
      """;

  private final HikariDataSource connections;

  PipeReadBack(Postgres server) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.url(PipeTables.DATABASE));
    config.setUsername(server.superuser());
    config.setPassword(server.superuserPassword());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    connections = new HikariDataSource(config);
  }

  @Override
  public long run(long due) throws SQLException {
    UUID id = IDS.generate();
    insert(id);
    long answered = System.nanoTime();
    for (long ask = 1; !isThere(id); ask++) {
      if (ask * PAUSE > LONGEST) throw new IllegalStateException("no row after 30 s");
      long next = answered + ask * PAUSE;
      while (System.nanoTime() < next) LockSupport.parkNanos(next - System.nanoTime());
    }
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

  private boolean isThere(UUID id) throws SQLException {
    try (Connection session = connections.getConnection();
        PreparedStatement select =
            session.prepareStatement("select payload from public.current_row where id = ?")) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBytes(1).length > 0;
      }
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
