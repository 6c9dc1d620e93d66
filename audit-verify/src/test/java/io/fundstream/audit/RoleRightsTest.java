package io.fundstream.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each service's role may do, tried on the running server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleRightsTest {
  private static final String REFUSED = "42501";
  private static final List<String> SERVICES =
      List.of(
          "fundstream_gateway",
          "fundstream_relay",
          "fundstream_projector",
          "fundstream_query",
          "fundstream_verify",
          "fundstream_operator");

  private static final List<String> HARM =
      List.of(
          "update event_store.event_log set seq = seq + 1",
          "delete from event_store.event_log",
          "truncate event_store.event_log",
          "truncate only event_store.event_log",
          "update %s set payload = payload || '\\x00'",
          "delete from %s",
          "truncate %s",
          "alter table event_store.event_log disable trigger all",
          "alter table %s disable trigger event_log_is_append_only",
          "drop trigger event_log_is_append_only on event_store.event_log",
          "alter table event_store.event_log detach partition %s",
          "alter table event_store.event_log add column note text",
          "drop table event_store.event_log",
          "drop table %s",
          "drop table event_store.head cascade",
          "drop view event_store.partition_head",
          "drop function event_store.refuse_change() cascade",
          "create or replace function event_store.refuse_change() returns trigger language plpgsql as"
              + " 'begin return new; end'",
          "create table event_store.mine (id int)",
          "drop publication outbox",
          "drop schema event_store cascade",
          "set role fundstream_owner",
          "set role fundstream_migrator",
          "set session authorization fundstream_owner",
          "set session_replication_role = replica",
          "alter role fundstream_owner login");

  private TestLog log;
  private String partition;

  @BeforeAll
  void a_log_with_events() throws Exception {
    log = new TestLog();
    log.key(3);
    partition =
        log.query(String.class, "select min(tableoid::regclass::text) from event_store.event_log");
  }

  @AfterAll
  void drop_the_log() throws SQLException {
    log.close();
  }

  Stream<Arguments> harm() {
    return SERVICES.stream()
        .flatMap(role -> HARM.stream().map(sql -> Arguments.of(role, sql.formatted(partition))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("harm")
  void a_service_role_is_refused(String role, String sql) throws SQLException {
    assertRefused(role, sql);
    assertThat(log.audit().events()).isEqualTo(3);
  }

  @Test
  void only_the_gateway_may_insert_events() throws SQLException {
    String insert =
        "insert into event_store.event_log select * from event_store.event_log where false";
    for (String role : SERVICES) {
      if (role.equals("fundstream_gateway")) {
        execute(role, insert);
      } else {
        assertRefused(role, insert);
      }
    }
  }

  @Test
  void readers_of_the_read_model_see_nothing_of_the_event_store() throws SQLException {
    for (String role : List.of("fundstream_projector", "fundstream_query")) {
      assertRefused(role, "select 1 from event_store.event_log");
      assertRefused(role, "select 1 from event_store.idempotency");
    }
  }

  @Test
  void even_the_owner_is_refused_by_the_triggers() throws SQLException {
    for (String sql : HARM.subList(0, 7)) {
      if (sql.contains("only"))
        continue; // PostgreSQL has no "truncate only" for a partitioned table.
      Throwable refused =
          catchThrowable(() -> execute(log.database().superuser(), sql.formatted(partition)));
      assertThat(refused).as(sql).hasMessageContaining("the event log is append only");
    }
  }

  @Test
  void no_service_role_owns_anything_of_the_event_store() throws SQLException {
    assertThat(
            rows(
                """
                select distinct pg_get_userbyid(relowner) from pg_class
                where relnamespace = 'event_store'::regnamespace
                union select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'event_store'
                union select pg_get_userbyid(proowner) from pg_proc
                where pronamespace = 'event_store'::regnamespace
                """))
        .containsExactly("fundstream_owner");
  }

  @Test
  void no_service_role_is_a_member_of_another_or_more_than_a_login() throws SQLException {
    assertThat(
            rows(
                """
                select member::regrole::text || ' in ' || roleid::regrole::text from pg_auth_members
                where member::regrole::text in ('%s')
                """
                    .formatted(String.join("', '", SERVICES))))
        .isSubsetOf(Set.of("fundstream_relay in pg_read_all_stats"));
    assertThat(
            rows(
                """
                select rolname from pg_roles where rolname like 'fundstream%%'
                and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls
                     or rolreplication and rolname <> 'fundstream_relay'
                     or rolcanlogin and rolname = 'fundstream_owner')
                """))
        .isEmpty();
  }

  @Test
  void the_running_server_writes_through() throws SQLException {
    for (String role : List.of("fundstream_gateway", log.database().superuser())) {
      for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
        try (Connection connection = log.database().connect(role);
            Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("show " + setting)) {
          row.next();
          assertThat(row.getString(1)).as(setting).isEqualTo("on");
        }
      }
    }
  }

  private void assertRefused(String role, String sql) {
    assertThat(catchThrowable(() -> execute(role, sql)))
        .as(role + ": " + sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            refused ->
                assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo(REFUSED));
  }

  private void execute(String role, String sql) throws SQLException {
    try (Connection connection = log.database().connect(role);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // A role that reads by default may say otherwise: its rights must refuse it, not its default.
      statement.execute("set transaction read write");
      statement.execute(sql);
      connection.rollback();
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = log.database().connect(log.database().superuser());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) rows.add(row.getString(1));
    }
    return rows;
  }
}
