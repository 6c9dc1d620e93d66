package io.fundstream.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A row of the log, and the same read from the read tables, by plain SQL. */
record StoredEvent(String id, String type, UUID stream, int version, String position) {

  /** The whole log in the order of recording. */
  static List<StoredEvent> log(Stack stack) throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (Connection database = stack.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select event_id, event_type, stream_id, version, partition_key || ':' || seq
                from event_store.event_log order by recorded_at
                """)) {
      while (row.next()) {
        events.add(
            new StoredEvent(
                row.getString(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getInt(4),
                row.getString(5)));
      }
    }
    return events;
  }

  /** The version of each fund that is read. */
  static Map<UUID, Integer> readVersions(Stack stack) throws SQLException {
    Map<UUID, Integer> versions = new HashMap<>();
    try (Connection database = stack.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select id, version from read_model.fund")) {
      while (row.next()) versions.put(row.getObject(1, UUID.class), row.getInt(2));
    }
    return versions;
  }

  /** The ids of the trail that is read. */
  static List<String> readTrail(Stack stack) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection database = stack.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select event_id from read_model.event")) {
      while (row.next()) ids.add(row.getString(1));
    }
    return ids;
  }
}
