package io.fundstream.benchmarks.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.transforms.outbox.EventRouter;
import java.net.URI;
import java.util.Properties;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Debezium's engine with its own outbox transform, all else as it comes. */
public final class StockSettings {
  private StockSettings() {}

  /**
   * Settings.
   *
   * @param slot there already, as is the publication {@code outbox}
   * @param url JDBC address
   * @param table the log, with the columns of {@code event_log}
   */
  public static Properties of(
      String slot, String url, String user, String password, String table, String topic) {
    URI server = URI.create(url.substring("jdbc:".length()));
    Properties p = new Properties();
    p.setProperty("name", slot);
    p.setProperty("topic.prefix", slot);
    p.setProperty("connector.class", PostgresConnector.class.getName());
    p.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
    p.setProperty("database.hostname", server.getHost());
    p.setProperty("database.port", Integer.toString(server.getPort()));
    p.setProperty("database.dbname", server.getPath().substring(1));
    p.setProperty("database.user", user);
    p.setProperty("database.password", password);
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", slot);
    p.setProperty("publication.name", "outbox");
    p.setProperty("publication.autocreate.mode", "disabled");
    p.setProperty("table.include.list", table);
    p.setProperty("snapshot.mode", "no_data");
    p.setProperty("binary.handling.mode", "bytes");
    p.setProperty("tombstones.on.delete", "false");
    p.setProperty("transforms", "outbox");
    p.setProperty("transforms.outbox.type", EventRouter.class.getName());
    p.setProperty("transforms.outbox.table.field.event.id", "event_id");
    p.setProperty("transforms.outbox.table.field.event.key", "partition_key");
    p.setProperty("transforms.outbox.table.field.event.payload", "payload");
    p.setProperty("transforms.outbox.route.by.field", "context");
    p.setProperty("transforms.outbox.route.topic.replacement", topic);
    return p;
  }
}
