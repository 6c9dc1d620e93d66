package io.fundstream.relay.source;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's PostgreSQL connector with {@link OutboxTask} as its task. */
public final class OutboxConnector extends PostgresConnector {
  @Override
  public Class<? extends Task> taskClass() {
    return OutboxTask.class;
  }
}
