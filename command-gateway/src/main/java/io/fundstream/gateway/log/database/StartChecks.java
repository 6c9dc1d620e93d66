package io.fundstream.gateway.log.database;

import io.fundstream.schemas.Context;
import io.fundstream.schemas.SchemaFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;

/** What must be true before the first command is taken. */
public final class StartChecks {
  private static final List<String> DURABILITY =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private static final String ADD =
      """
      insert into event_store.event_schema (fingerprint, sha256, json) values (?, ?, ?)
      on conflict (fingerprint) do nothing\
      """;

  private static final String STORED =
      "select sha256 from event_store.event_schema where fingerprint = ?";

  private StartChecks() {}

  /**
   * An answered command must survive a crash of the server.
   *
   * @throws UnsafeDatabase naming the setting that is off
   */
  public static void durability(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select current_setting(?)")) {
      for (String setting : DURABILITY) {
        statement.setString(1, setting);
        try (ResultSet rows = statement.executeQuery()) {
          if (!rows.next() || !safe(setting, rows.getString(1))) {
            throw new UnsafeDatabase(
                "PostgreSQL runs with %s=%s: what it has answered could be lost. Turn it on."
                    .formatted(setting, rows.getString(1)));
          }
        }
      }
    }
  }

  private static boolean safe(String setting, String value) {
    return value.equals("on")
        || (setting.equals("synchronous_commit") && value.equals("remote_apply"));
  }

  /**
   * Stores the schemas of everything the contexts write, so that the database explains itself.
   *
   * @throws UnsafeDatabase if another schema is stored under the fingerprint of one of ours
   */
  public static void schemas(Connection connection, List<Context> contexts) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD);
        PreparedStatement stored = connection.prepareStatement(STORED)) {
      for (Context context : contexts) {
        for (Schema schema : context.writers()) {
          add.setBytes(1, SchemaFingerprint.of(schema));
          add.setBytes(2, SchemaFingerprint.sha256(schema));
          add.setString(3, SchemaFingerprint.json(schema));
          add.executeUpdate();
          stored.setBytes(1, SchemaFingerprint.of(schema));
          compare(schema, stored);
        }
      }
    }
  }

  private static void compare(Schema schema, PreparedStatement stored) throws SQLException {
    try (ResultSet rows = stored.executeQuery()) {
      if (!rows.next() || !Arrays.equals(rows.getBytes(1), SchemaFingerprint.sha256(schema))) {
        throw new UnsafeDatabase(
            "event_schema holds another schema than ours for %s, under fingerprint %s"
                .formatted(
                    schema.getFullName(), HexFormat.of().formatHex(SchemaFingerprint.of(schema))));
      }
    }
  }
}
