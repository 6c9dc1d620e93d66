package io.fundstream.audit.log;

import io.fundstream.audit.Check;
import io.fundstream.audit.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored schemas: each must match its SHA-256, each payload must name that of its type. */
final class Schemas {
  /** Bytes before the fingerprint in Avro's single-object encoding. */
  private static final int MARKER = 2;

  private static final int HEADER = 10;

  private static final String SELECT =
      """
      select encode(fingerprint, 'hex'), encode(sha256, 'hex'), encode(sha256(convert_to(json, 'UTF8')), 'hex'),
             case when json is json object
                  then concat_ws('.', json::json ->> 'namespace', json::json ->> 'name') end
      from event_store.event_schema order by 1
      """;

  private final Map<String, String> typeByFingerprint = new HashMap<>();

  Schemas(Connection connection, Findings findings) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT)) {
      while (row.next()) {
        String fingerprint = Objects.requireNonNull(row.getString(1));
        typeByFingerprint.put(fingerprint, Objects.requireNonNullElse(row.getString(4), "no JSON"));
        if (!Objects.equals(row.getString(2), row.getString(3))) {
          findings.add(
              Check.SCHEMA,
              null,
              0,
              null,
              "schema %s has SHA-256 %s, stored is %s"
                  .formatted(fingerprint, row.getString(3), row.getString(2)));
        }
      }
    }
  }

  /** What is wrong with the event's schema, or null. */
  @Nullable String fault(LoggedEvent event) {
    byte[] payload = event.payload();
    if (payload.length < HEADER || payload[0] != (byte) 0xC3 || payload[1] != 1) {
      return "the payload is not in Avro's single-object encoding";
    }
    String fingerprint = HexFormat.of().formatHex(payload, MARKER, HEADER);
    String type = typeByFingerprint.get(fingerprint);
    if (type == null) return "the payload names schema " + fingerprint + ", which is not stored";
    if (type.equals(event.eventType())) return null;
    return "the event is a " + event.eventType() + ", its schema a " + type;
  }
}
