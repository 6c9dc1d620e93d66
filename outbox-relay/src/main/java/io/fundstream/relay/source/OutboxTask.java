package io.fundstream.relay.source;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's PostgreSQL task, with a shorter way for rows: from the decoder straight into our
 * buffer. Debezium's own way builds a Connect record, an envelope, a source block and a summary
 * string per row, hands each to an executor, and polls; none of it is needed to copy bytes, and
 * together it costs more than the rest of the relay. Connections, decoding, the position confirmed
 * to the slot and the engine around it stay Debezium's.
 */
public final class OutboxTask extends PostgresConnectorTask {
  static final String MAX_ROWS = "fundstream.max.rows";
  static final String MAX_BYTES = "fundstream.max.bytes";

  /** How often a task without rows looks whether its stream has failed. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private static final String SLOT_KEY = "lsn";
  private static final String COMMIT_KEY = "lsn_commit";
  private static final String DONE_KEY = "lsn_proc";

  private volatile StreamBuffer buffer = new StreamBuffer(1, 1);
  private Map<String, String> partition = Map.of();

  @Override
  protected ReplicationConnection buildReplicationConnection(
      PostgresConnection jdbc, PostgresSchema schema, PostgresConnectorConfig config)
      throws SQLException {
    buffer =
        new StreamBuffer(
            config.getConfig().getInteger(MAX_ROWS), config.getConfig().getLong(MAX_BYTES));
    partition = Map.of("server", config.getLogicalName());
    return new OutboxReplication(super.buildReplicationConnection(jdbc, schema, config), buffer);
  }

  @Override
  public List<SourceRecord> doPoll() throws InterruptedException {
    StreamBatch batch = buffer.take(LOOK);
    if (batch != null) {
      return List.of(record(batch));
    }
    getErrorHandler()
        .ifPresent(handler -> {
          Throwable failure = handler.getProducerThrowable();
          if (failure != null) {
            throw new ConnectException("the stream has failed", failure);
          }
        });
    return List.of();
  }

  /** The batch travels through the engine as the value of one record. */
  private SourceRecord record(StreamBatch batch) {
    Map<String, Long> offset =
        Map.of(
            SLOT_KEY,
            batch.commitLsn(),
            COMMIT_KEY,
            batch.commitLsn(),
            DONE_KEY,
            batch.commitLsn());
    return new SourceRecord(partition, offset, "outbox", null, batch);
  }
}
