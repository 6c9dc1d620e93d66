package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Reads the whole log and derives every chain anew from docs/hash-chain.md, sharing no code with
 * the writer.
 */
public final class LogAudit {
  private record Tail(long seq, byte[] hash, OffsetDateTime at) {}

  private final Map<UUID, Tail> keys = new HashMap<>();
  private final Map<UUID, Integer> streams = new HashMap<>();
  private int events;

  /** Fails on the first thing that is not as it must be; returns how many events there are. */
  public static int verify(TestDatabase database) throws Exception {
    LogAudit audit = new LogAudit();
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      audit.readLog(statement);
      audit.compareHeads(statement);
    }
    return audit.events;
  }

  private void readLog(Statement statement) throws Exception {
    String sql = "select * from event_store.event_log order by partition_key, seq";
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        events++;
        UUID key = row.getObject("partition_key", UUID.class);
        Tail tail = keys.getOrDefault(key, new Tail(0, new byte[32], OffsetDateTime.MIN));
        OffsetDateTime at = row.getObject("recorded_at", OffsetDateTime.class);
        byte[] hash = hash(tail.hash, row, at);
        assertThat(row.getLong("seq")).as("seq of %s", key).isEqualTo(tail.seq + 1);
        assertThat(at).as("recorded_at of %s", key).isAfter(tail.at);
        assertThat(row.getBytes("hash")).as("hash of %s", key).isEqualTo(hash);
        keys.put(key, new Tail(tail.seq + 1, hash, at));
        UUID stream = row.getObject("stream_id", UUID.class);
        int version = streams.merge(stream, 1, Integer::sum);
        assertThat(row.getInt("version")).as("version of %s", stream).isEqualTo(version);
      }
    }
  }

  private void compareHeads(Statement statement) throws Exception {
    try (ResultSet row = statement.executeQuery("select * from event_store.partition_head")) {
      while (row.next()) {
        Tail tail = Objects.requireNonNull(keys.remove(row.getObject("partition_key", UUID.class)));
        assertThat(row.getLong("seq")).isEqualTo(tail.seq);
        assertThat(row.getBytes("hash")).isEqualTo(tail.hash);
        assertThat(row.getObject("recorded_at", OffsetDateTime.class)).isEqualTo(tail.at);
      }
    }
    assertThat(keys).as("keys without a head").isEmpty();
    try (ResultSet row = statement.executeQuery("select * from event_store.stream_head")) {
      while (row.next()) {
        Integer version = streams.remove(row.getObject("stream_id", UUID.class));
        assertThat(version).isEqualTo(row.getInt("version"));
      }
    }
    assertThat(streams).as("streams without a head").isEmpty();
  }

  private static byte[] hash(byte[] previous, ResultSet row, OffsetDateTime at) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("fundstream.event.v1".getBytes(StandardCharsets.US_ASCII));
    out.write(previous);
    uuid(out, row, "event_id");
    uuid(out, row, "tenant");
    field(out, row.getString("context").getBytes(StandardCharsets.UTF_8));
    uuid(out, row, "stream_id");
    out.writeInt(4);
    out.writeInt(row.getInt("version"));
    uuid(out, row, "partition_key");
    out.writeInt(8);
    out.writeLong(row.getLong("seq"));
    field(out, row.getString("event_type").getBytes(StandardCharsets.UTF_8));
    field(out, row.getBytes("payload"));
    field(out, row.getBytes("metadata"));
    LocalDate effective = row.getObject("effective_on", LocalDate.class);
    field(out, effective.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeInt(8);
    out.writeLong(ChronoUnit.MICROS.between(java.time.Instant.EPOCH, at.toInstant()));
    return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
  }

  private static void uuid(DataOutputStream out, ResultSet row, String column) throws Exception {
    UUID id = row.getObject(column, UUID.class);
    out.writeInt(16);
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void field(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
