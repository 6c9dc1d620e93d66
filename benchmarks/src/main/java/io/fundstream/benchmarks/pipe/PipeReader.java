package io.fundstream.benchmarks.pipe;

import io.fundstream.parts.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks every 2 ms which rows of those that are waited for are there, all in one statement: a
 * statement for each would ask the more the slower the pipe is, and make it slower still.
 */
final class PipeReader implements AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_SECONDS = 60;
  private static final String SELECT =
      "select id, payload from public.current_row where id = any(?)";

  private final Map<UUID, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
  private final Connection session;
  private final Thread thread;
  private volatile boolean closed;

  PipeReader(Postgres server) throws SQLException {
    session = server.connect(PipeTables.DATABASE);
    thread = Thread.ofPlatform().daemon().name("reader").start(this::read);
  }

  /** Returns when the row is there. */
  void await(UUID id) throws Exception {
    CompletableFuture<byte[]> row = new CompletableFuture<>();
    waiting.put(id, row);
    row.get(LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  private void read() {
    try (PreparedStatement select = session.prepareStatement(SELECT)) {
      while (!closed) {
        long next = System.nanoTime() + PAUSE;
        if (!waiting.isEmpty()) ask(select);
        while (System.nanoTime() < next) LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (SQLException e) {
      waiting.values().forEach(row -> row.completeExceptionally(e));
    }
  }

  private void ask(PreparedStatement select) throws SQLException {
    select.setArray(1, session.createArrayOf("uuid", waiting.keySet().toArray()));
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        CompletableFuture<byte[]> row = waiting.remove(rows.getObject(1, UUID.class));
        if (row != null) row.complete(rows.getBytes(2));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }
}
