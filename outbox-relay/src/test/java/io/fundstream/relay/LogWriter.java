package io.fundstream.relay;

import fundstream.fund.FundDraftSaved;
import io.fundstream.parts.TestDatabase;
import io.fundstream.schemas.EventCoder;
import io.fundstream.schemas.SchemaFingerprint;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * Writes events as the gateway's role would, without its rules. The hash is of the position alone:
 * the relay passes hashes on and compares them, it does not derive them.
 */
final class LogWriter implements AutoCloseable {
  private static final String METADATA =
      "{\"actor\":\"api-key:default\",\"causationId\":\"c1\",\"correlationId\":\"r1\"}";

  private final Connection session;
  private final Map<UUID, Long> seqs = new HashMap<>();
  private String salt = "";

  LogWriter(TestDatabase database) throws SQLException {
    this.session = database.connect("fundstream_gateway");
    session.setAutoCommit(false);
    store(EventCoder.of(FundDraftSaved.class).schema());
  }

  /** Stores a schema, as a gateway does at its start. */
  void store(Schema schema) throws SQLException {
    try (PreparedStatement insert =
        session.prepareStatement(
            "insert into event_store.event_schema (fingerprint, sha256, json) values (?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setBytes(1, SchemaFingerprint.of(schema));
      insert.setBytes(2, SchemaFingerprint.sha256(schema));
      insert.setString(3, SchemaFingerprint.json(schema));
      insert.executeUpdate();
    }
    session.commit();
  }

  /** From now on hashes differ from those of a writer with another salt. */
  LogWriter salted(String text) {
    salt = text;
    return this;
  }

  /** Knows the key to end at this seq, as after a restore. */
  LogWriter at(UUID key, long seq) {
    seqs.put(key, seq);
    return this;
  }

  /** One event in a transaction of its own. */
  void write(UUID key) throws SQLException {
    append(key);
    session.commit();
  }

  /** Another history from here on: the key's head is replaced without a new event at its end. */
  void rewrite(UUID key) throws SQLException {
    head(key, seq(key) + 1, OffsetDateTime.now(ZoneOffset.UTC));
    session.commit();
  }

  /** Several events of a key in one transaction. */
  void write(UUID key, int events) throws SQLException {
    for (int i = 0; i < events; i++) {
      append(key);
    }
    session.commit();
  }

  void append(UUID key) throws SQLException {
    FundDraftSaved event =
        FundDraftSaved.builder().configVersion(1).config("{\"n\":" + (seq(key) + 1) + "}").build();
    append(key, "fund", "fundstream.fund.FundDraftSaved", SingleObject.encode(event));
  }

  /** Not committed yet. */
  void append(UUID key, String context, String type, byte[] payload) throws SQLException {
    long seq = seq(key) + 1;
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    try (PreparedStatement insert =
        session.prepareStatement(
            "insert into event_store.event_log values"
                + " (gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, Tenant.DEFAULT);
      insert.setString(2, context);
      insert.setObject(3, key);
      insert.setInt(4, Math.toIntExact(seq));
      insert.setObject(5, key);
      insert.setLong(6, seq);
      insert.setString(7, type);
      insert.setBytes(8, payload);
      insert.setBytes(9, METADATA.getBytes(StandardCharsets.UTF_8));
      insert.setObject(10, now.toLocalDate());
      insert.setObject(11, now);
      insert.setBytes(12, hash(key, seq));
      insert.executeUpdate();
    }
    head(key, seq, now);
    seqs.put(key, seq);
  }

  private void head(UUID key, long seq, OffsetDateTime at) throws SQLException {
    try (PreparedStatement upsert =
        session.prepareStatement(
            "insert into event_store.head (id, tenant, seq, hash, key_recorded_at) values (?, ?, ?, ?, ?)"
                + " on conflict (id) do update set seq = excluded.seq, hash = excluded.hash,"
                + " key_recorded_at = excluded.key_recorded_at")) {
      upsert.setObject(1, key);
      upsert.setObject(2, Tenant.DEFAULT);
      upsert.setLong(3, seq);
      upsert.setBytes(4, hash(key, seq));
      upsert.setObject(5, at);
      upsert.executeUpdate();
    }
  }

  void commit() throws SQLException {
    session.commit();
  }

  long seq(UUID key) {
    return seqs.getOrDefault(key, 0L);
  }

  /** Everything written so far: the last seq of each key. */
  Map<UUID, Long> written() {
    return Map.copyOf(seqs);
  }

  private byte[] hash(UUID key, long seq) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((salt + key + ":" + seq).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
