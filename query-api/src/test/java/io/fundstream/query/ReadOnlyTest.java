package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.metrics.Metrics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyTest {
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into read_model.progress values ('fund-v1', gen_random_uuid(), 1)",
        "update read_model.projection set live = false",
        "delete from read_model.fund_v1",
        "truncate read_model.event_v1",
        "create table read_model.x (a int)",
        "create temporary table x (a int)",
        "drop view read_model.fund",
        "select * from event_store.event_log",
        "select * from event_store.idempotency",
        "set role fundstream_projector",
      })
  void the_role_cannot_write_and_sees_nothing_of_the_write_side(String sql) throws SQLException {
    try (Connection connection = database.connect("fundstream_query");
        Statement statement = connection.createStatement()) {
      // Whoever takes the service's session over could switch this off; the rights still hold.
      statement.execute("set default_transaction_read_only = off");
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void the_service_s_sessions_are_read_only_repeatable_and_bounded() throws SQLException {
    try (Metrics metrics = Metrics.of("test");
        var pool = Databases.pool(Running.config(database).database(), metrics);
        Connection connection = pool.getConnection()) {
      assertThat(setting(connection, "default_transaction_read_only")).isEqualTo("on");
      assertThat(setting(connection, "default_transaction_isolation")).isEqualTo("repeatable read");
      assertThat(setting(connection, "statement_timeout")).isEqualTo("5s");
      assertThat(setting(connection, "lock_timeout")).isEqualTo("3s");
      assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("10s");
      assertThat(setting(connection, "application_name")).isEqualTo("fundstream-query");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
