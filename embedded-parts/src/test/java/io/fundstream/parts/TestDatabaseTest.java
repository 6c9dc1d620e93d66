package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDatabaseTest {

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "wal_level, logical",
    "password_encryption, scram-sha-256",
    "max_slot_wal_keep_size, 4GB",
    "max_wal_size, 1GB"
  })
  void the_running_server_is_durable_and_feeds_logical_replication(String name, String value)
      throws SQLException {
    try (TestDatabase database = TestDatabase.fresh()) {
      assertThat(ask(database, "postgres", "show " + name)).isEqualTo(value);
    }
  }

  @Test
  void nobody_gets_in_without_the_password() throws SQLException {
    try (TestDatabase database = TestDatabase.fresh()) {
      for (String role : List.of("postgres", "fundstream_gateway", "fundstream_query")) {
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, "wrong").close())
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void each_role_gets_in_with_its_own_and_finds_a_migrated_database() throws SQLException {
    try (TestDatabase database = TestDatabase.fresh()) {
      assertThat(ask(database, "fundstream_gateway", "select count(*) from event_store.event_log"))
          .isEqualTo("0");
      assertThat(ask(database, "fundstream_query", "select count(*) from read_model.progress"))
          .isEqualTo("0");
      assertThat(ask(database, "postgres", "select count(*) from pg_publication")).isEqualTo("1");
    }
  }

  @Test
  void two_databases_know_nothing_of_each_other() throws SQLException {
    try (TestDatabase one = TestDatabase.fresh();
        TestDatabase other = TestDatabase.fresh();
        Connection connection = one.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create table public.mine ()");
      assertThat(ask(one, "postgres", "select to_regclass('public.mine')")).isEqualTo("mine");
      assertThat(ask(other, "postgres", "select to_regclass('public.mine')")).isNull();
    }
  }

  @Test
  void a_committed_row_survives_a_power_cut() throws SQLException {
    try (TestServer server = TestServer.fresh()) {
      TestDatabase database = server.database();
      try (Connection connection = database.connect("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute("create table public.kept as select 42 as answer");
      }
      server.postgres().kill();
      assertThat(server.postgres().running()).isFalse();
      server.postgres().start();
      assertThat(ask(database, "postgres", "select answer from public.kept")).isEqualTo("42");
    }
  }

  private static String ask(TestDatabase database, String role, String query) throws SQLException {
    try (Connection connection = database.as(role).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
