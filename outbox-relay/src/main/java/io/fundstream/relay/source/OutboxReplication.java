package io.fundstream.relay.source;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;

/** Debezium's replication connection; its streams are wrapped, and it never makes a slot. */
final class OutboxReplication implements ReplicationConnection {
  private final ReplicationConnection connection;
  private final StreamBuffer buffer;

  OutboxReplication(ReplicationConnection connection, StreamBuffer buffer) {
    this.connection = connection;
    this.buffer = buffer;
  }

  @Override
  public ReplicationStream startStreaming(WalPositionLocator position)
      throws SQLException, InterruptedException {
    return new OutboxStream(connection.startStreaming(position), buffer);
  }

  @Override
  public ReplicationStream startStreaming(Lsn offset, WalPositionLocator position)
      throws SQLException, InterruptedException {
    return new OutboxStream(connection.startStreaming(offset, position), buffer);
  }

  /** Debezium would start from now; what lies between would never be sent. */
  @Override
  public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
    throw new SQLException("the replication slot went away between its check and the start");
  }

  @Override
  public void initConnection() throws SQLException, InterruptedException {
    connection.initConnection();
  }

  @Override
  public boolean isConnected() throws SQLException {
    return connection.isConnected();
  }

  @Override
  public void reconnect() throws SQLException {
    connection.reconnect();
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
