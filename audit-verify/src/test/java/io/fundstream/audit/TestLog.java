package io.fundstream.audit;

import io.fundstream.parts.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/** An event log in a database of its own, and someone with the rights of a superuser. */
final class TestLog implements AutoCloseable {
  private final TestDatabase database;
  private final Connection superuser;

  TestLog() throws SQLException, IOException {
    database = TestDatabase.fresh();
    superuser = database.connect(database.superuser());
    try (InputStream sql = TestLog.class.getResourceAsStream("test-log.sql")) {
      execute(new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  TestDatabase database() {
    return database;
  }

  AuditConfig config() {
    return AuditConfig.of(
        database.url(), "fundstream_verify", database.password("fundstream_verify"));
  }

  AuditReport audit() throws SQLException {
    return Audit.run(config());
  }

  void append(UUID key, UUID stream, String context, String note) throws SQLException {
    try (PreparedStatement append =
        superuser.prepareStatement("select test_log.append(?, ?, ?, ?)")) {
      append.setObject(1, key);
      append.setObject(2, stream);
      append.setString(3, context);
      append.setString(4, note);
      append.execute();
    }
  }

  /** {@code events} events of one stream, whose id is the key. */
  UUID key(int events) throws SQLException {
    UUID key = UUID.randomUUID();
    for (int i = 1; i <= events; i++) append(key, key, "vector", "note " + i);
    return key;
  }

  UUID eventId(UUID key, long seq) throws SQLException {
    return query(
        UUID.class,
        "select event_id from event_store.event_log where partition_key = '%s' and seq = %d"
            .formatted(key, seq));
  }

  <T> T query(Class<T> type, String sql) throws SQLException {
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Objects.requireNonNull(row.getObject(1, type));
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes the log as a superuser would: triggers off, the deed, triggers on again. */
  void tamper(String sql) throws SQLException {
    execute("alter table event_store.event_log disable trigger all");
    execute(sql);
    execute("alter table event_store.event_log enable always trigger event_log_is_append_only");
    execute("alter table event_store.event_log enable always trigger event_log_is_never_truncated");
  }

  /** {@link #tamper}: {@code update event_log set … where} the event is this one. */
  void edit(UUID key, long seq, String assignment) throws SQLException {
    tamper(
        "update event_store.event_log set %s where partition_key = '%s' and seq = %d"
            .formatted(assignment, key, seq));
  }

  /** {@link #tamper}: {@code delete from event_log where} the key is this one and the condition. */
  void delete(UUID key, String condition) throws SQLException {
    tamper(
        "delete from event_store.event_log where partition_key = '%s' and %s"
            .formatted(key, condition));
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
    database.close();
  }
}
