package io.fundstream.relay.source;

import io.debezium.connector.postgresql.connection.LogicalDecodingMessage;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.fundstream.relay.database.SettledClock;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/**
 * Debezium's stream. Rows, ends of transactions and our marks go into the buffer; the rest goes on
 * to Debezium, which keeps its position by it.
 *
 * <p>Waiting happens here. pgjdbc holds its lock while it blocks on the socket, so a confirmed
 * position could not be sent meanwhile; asking it without blocking is one system call. So it is
 * asked in short intervals after traffic and in longer ones when nothing comes.
 */
final class OutboxStream implements ReplicationStream {
  private static final long BUSY_NANOS = 200_000;
  private static final long IDLE_NANOS = 4_000_000;

  /** How long after the last event the intervals get longer. Marks do not count. */
  private static final long CALM_NANOS = 500_000_000;

  /** Debezium's loop has to come round to notice that it should stop. */
  private static final long RETURN_NANOS = 100_000_000;

  private final ReplicationStream stream;
  private final StreamBuffer buffer;
  private final RowDecoder decoder = new RowDecoder();
  private long lastEvent = System.nanoTime();

  OutboxStream(ReplicationStream stream, StreamBuffer buffer) {
    this.stream = stream;
    this.buffer = buffer;
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      if (stream.readPending(message -> message(message, processor))) {
        return true;
      }
      long now = System.nanoTime();
      if (now - start > RETURN_NANOS) {
        return false;
      }
      LockSupport.parkNanos(now - lastEvent < CALM_NANOS ? BUSY_NANOS : IDLE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for the stream");
      }
    }
  }

  private void message(ReplicationMessage message, ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    if (message.getOperation() == Operation.INSERT) {
      buffer.row(decoder.row(message));
      lastEvent = System.nanoTime();
      return;
    }
    if (message instanceof LogicalDecodingMessage mark
        && SettledClock.PREFIX.equals(mark.getPrefix())) {
      buffer.settled(stream.lastReceivedLsn().asLong(), SettledClock.settled(mark.getContent()));
      return;
    }
    if (message.getOperation() == Operation.COMMIT) {
      buffer.commit(stream.lastReceivedLsn().asLong());
    }
    if (message.isTransactionalMessage()) {
      processor.process(message);
    }
  }

  @Override
  public void read(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    stream.read(message -> message(message, processor));
  }

  @Override
  public void flushLsn(Lsn lsn) throws SQLException {
    stream.flushLsn(lsn);
  }

  @Override
  public Lsn lastReceivedLsn() {
    return stream.lastReceivedLsn();
  }

  @Override
  public Lsn startLsn() {
    return stream.startLsn();
  }

  @Override
  public void startKeepAlive(ExecutorService service) {
    stream.startKeepAlive(service);
  }

  @Override
  public void stopKeepAlive() {
    stream.stopKeepAlive();
  }

  @Override
  public void close() throws Exception {
    stream.close();
  }
}
