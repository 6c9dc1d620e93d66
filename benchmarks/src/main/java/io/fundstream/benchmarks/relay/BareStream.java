package io.fundstream.benchmarks.relay;

import io.fundstream.parts.TestDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/**
 * The limit: the stream of pgoutput as the driver gives it, each inserted row taken apart and sent
 * by an idempotent producer. It sends no headers, remembers no position and stops at nothing.
 */
final class BareStream {
  private static final int KEY = 6;
  private static final int PAYLOAD = 9;

  private final TestDatabase database;
  private final Acknowledged producer;
  private final String topic;

  BareStream(TestDatabase database, Acknowledged producer, String topic) {
    this.database = database;
    this.producer = producer;
    this.topic = topic;
  }

  /** Sends so many rows from a slot and tells how many a second. */
  double perSecond(Slot slot, long rows) throws Exception {
    long before = producer.count();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((thread, e) -> failure.set(e))
            .start(() -> read(slot, rows));
    double pace =
        Pace.perSecond(
            rows,
            () -> {
              Throwable e = failure.get();
              if (e != null) throw new IllegalStateException("the stream broke off", e);
              return producer.count() - before;
            });
    reader.join();
    return pace;
  }

  private void read(Slot slot, long rows) {
    try (Connection connection = connect();
        PGReplicationStream stream =
            connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot.name())
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", "outbox")
                .withStatusInterval(5, TimeUnit.SECONDS)
                .start()) {
      for (long sent = 0; sent < rows; ) {
        ByteBuffer message = stream.read();
        if (message != null && message.get() == 'I') {
          insert(message);
          sent++;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, database.superuser());
    PGProperty.PASSWORD.set(properties, database.password(database.superuser()));
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    return DriverManager.getConnection(database.url(), properties);
  }

  /** Relation, 'N', number of columns, and for each 't', its length, its text. */
  private void insert(ByteBuffer message) {
    message.getInt();
    message.get();
    byte[][] columns = new byte[message.getShort()][];
    for (int n = 0; n < columns.length; n++) {
      if (message.get() != 't') throw new IllegalStateException("no column of a row is null");
      columns[n] = new byte[message.getInt()];
      message.get(columns[n]);
    }
    byte[] hex = Arrays.copyOfRange(columns[PAYLOAD - 1], 2, columns[PAYLOAD - 1].length);
    producer.send(
        topic,
        columns[KEY - 1],
        HexFormat.of().parseHex(new String(hex, StandardCharsets.ISO_8859_1)));
  }
}
