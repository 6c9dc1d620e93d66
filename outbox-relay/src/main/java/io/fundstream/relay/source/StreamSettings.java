package io.fundstream.relay.source;

import io.fundstream.relay.database.RelayDatabase;
import java.net.URI;
import java.util.Properties;

/**
 * How to stream.
 *
 * @param slot name of the replication slot, which must exist
 * @param bootstrap of the Kafka that holds the source position
 * @param from the committed source position, a place in the write-ahead log
 * @param maxRows rows held between decoding and sending, at most
 * @param maxBytes bytes of those rows, at most
 */
public record StreamSettings(
    RelayDatabase database, String slot, String bootstrap, long from, int maxRows, long maxBytes) {
  /** The publication that migrations make. */
  public static final String PUBLICATION = "outbox";

  Properties debezium() {
    URI url = URI.create(database.url().substring("jdbc:".length()));
    Properties p = new Properties();
    p.setProperty("name", "fundstream");
    p.setProperty("topic.prefix", "fundstream");
    p.setProperty("connector.class", OutboxConnector.class.getName());
    p.setProperty("offset.storage", CommittedOffsetStore.class.getName());
    p.setProperty(CommittedOffsetStore.BOOTSTRAP, bootstrap);
    p.setProperty(CommittedOffsetStore.AT_LEAST, Long.toString(from));
    p.setProperty("offset.flush.interval.ms", "0");
    p.setProperty("database.hostname", url.getHost());
    p.setProperty("database.port", Integer.toString(url.getPort() < 0 ? 5432 : url.getPort()));
    p.setProperty("database.dbname", url.getPath().substring(1));
    p.setProperty("database.user", database.user());
    p.setProperty("database.password", database.password());
    p.setProperty("driver.ApplicationName", RelayDatabase.APPLICATION_NAME + "_stream");
    p.setProperty("driver.connectTimeout", "5");
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", slot);
    p.setProperty("slot.drop.on.stop", "false");
    p.setProperty("publication.name", PUBLICATION);
    p.setProperty("publication.autocreate.mode", "disabled");
    p.setProperty("table.include.list", "event_store.event_log");
    p.setProperty("snapshot.mode", "no_data");
    p.setProperty("binary.handling.mode", "bytes");
    p.setProperty("tombstones.on.delete", "false");
    p.setProperty("skipped.operations", "u,d,t");
    // The slot moves only by what Kafka has: never by itself on a keep-alive.
    p.setProperty("lsn.flush.mode", "connector");
    // A failure ends the engine. The relay's supervisor starts over, with every check; Debezium's
    // own retries would reconnect without them.
    p.setProperty("errors.max.retries", "0");
    p.setProperty("slot.max.retries", "0");
    p.setProperty("slot.retry.delay.ms", "500");
    p.setProperty("retriable.restart.connector.wait.ms", "500");
    p.setProperty("poll.interval.ms", "1");
    p.setProperty("max.batch.size", "1");
    p.setProperty("max.queue.size", "2");
    p.setProperty("status.update.interval.ms", "5000");
    p.setProperty("heartbeat.interval.ms", "0");
    p.setProperty("record.processing.threads", "1");
    p.setProperty("task.management.timeout.ms", "20000");
    p.setProperty("record.processing.shutdown.timeout.ms", "1000");
    p.setProperty(OutboxTask.MAX_ROWS, Integer.toString(maxRows));
    p.setProperty(OutboxTask.MAX_BYTES, Long.toString(maxBytes));
    return p;
  }
}
