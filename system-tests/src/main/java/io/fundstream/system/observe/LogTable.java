package io.fundstream.system.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.system.check.LogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;

/** The log, by plain SQL. */
final class LogTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENTS =
      """
      select event_id, tenant, context, stream_id, version, partition_key, seq, event_type, payload, metadata,
        effective_on::text, (extract(epoch from recorded_at) * 1000000)::bigint, hash
      from event_store.event_log order by recorded_at, partition_key, seq
      """;

  private LogTable() {}

  static List<LogEvent> events(Connection database) throws SQLException {
    List<LogEvent> events = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(EVENTS)) {
      while (row.next()) events.add(event(row));
    }
    return events;
  }

  private static LogEvent event(ResultSet row) throws SQLException {
    byte[] metadata = row.getBytes(10);
    return new LogEvent(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getInt(5),
        row.getObject(6, UUID.class),
        row.getLong(7),
        row.getString(8),
        ByteBuffer.wrap(row.getBytes(9)),
        ByteBuffer.wrap(metadata),
        correlation(metadata),
        row.getString(11),
        row.getLong(12),
        ByteBuffer.wrap(row.getBytes(13)));
  }

  private static String correlation(byte[] metadata) {
    try {
      return JSON.readTree(metadata).path("correlationId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException("metadata is no JSON", e);
    }
  }

  static Map<ByteBuffer, Schema> schemas(Connection database) throws SQLException {
    Map<ByteBuffer, Schema> schemas = new HashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("select fingerprint, json from event_store.event_schema")) {
      while (row.next()) {
        schemas.put(ByteBuffer.wrap(row.getBytes(1)), new Schema.Parser().parse(row.getString(2)));
      }
    }
    return schemas;
  }
}
