package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.migrations.Migrate;
import io.fundstream.migrations.MigrateConfig;
import io.fundstream.migrations.MigrateConfig.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The migration step against a real server: what it makes, and that running it again is harmless.
 */
class MigrateTest {
  private final TestDatabase database = TestDatabase.fresh();

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @Test
  void a_second_run_changes_nothing() throws SQLException {
    String before =
        text("select string_agg(version || checksum, ',') from event_store.schema_history");
    Migrate.run(config());
    assertThat(text("select string_agg(version || checksum, ',') from event_store.schema_history"))
        .isEqualTo(before);
  }

  @Test
  void thirteen_months_have_a_partition_and_every_one_refuses_to_be_truncated()
      throws SQLException {
    assertThat(
            text(
                "select count(*) from pg_inherits where inhparent = 'event_store.event_log'::regclass"))
        .isEqualTo("13");
    assertThat(
            text(
                """
                select count(*) from pg_inherits i join pg_trigger t on t.tgrelid = i.inhrelid
                where inhparent = 'event_store.event_log'::regclass
                  and t.tgname = 'event_log_is_never_truncated' and t.tgenabled = 'A'
                """))
        .isEqualTo("13");
    assertThat(text("select event_store.partitions_ahead()")).isEqualTo("12");
  }

  @Test
  void the_gateway_keeps_partitions_ahead_without_owning_anything() throws SQLException {
    superuser("drop table event_store.event_log_%s".formatted(month(12)));
    assertThat(text("select event_store.partitions_ahead()")).isEqualTo("11");
    try (Connection gateway = database.connect("fundstream_gateway");
        Statement statement = gateway.createStatement();
        ResultSet made = statement.executeQuery("select event_store.ensure_partitions(12)")) {
      made.next();
      assertThat(made.getInt(1)).isEqualTo(1);
    }
    assertThat(text("select event_store.partitions_ahead()")).isEqualTo("12");
  }

  @Test
  void nobody_else_may_make_partitions() {
    assertThatThrownBy(
            () -> {
              try (Connection relay = database.connect("fundstream_relay");
                  Statement statement = relay.createStatement()) {
                statement.execute("select event_store.ensure_partitions(3)");
              }
            })
        .hasMessageContaining("permission denied");
  }

  @Test
  void a_row_without_a_partition_is_refused_and_does_not_land_elsewhere() {
    assertThatThrownBy(() ->
            superuser(
                """
                insert into event_store.event_log values (gen_random_uuid(), gen_random_uuid(), 'fund',
                  gen_random_uuid(), 1, gen_random_uuid(), 1, 'fundstream.fund.X', '\\xc3010000000000000000',
                  '{}', '2020-01-01', '2020-01-01', decode(repeat('00', 32), 'hex'))
                """))
        .hasMessageContaining("no partition");
  }

  @Test
  void what_is_missing_in_the_environment_is_named_all_at_once() {
    assertThatThrownBy(() -> MigrateConfig.from(Map.of("FUNDSTREAM_ADMIN_USER", "postgres")))
        .hasMessageContaining("FUNDSTREAM_DATABASE_URL")
        .hasMessageContaining("FUNDSTREAM_ADMIN_PASSWORD")
        .hasMessageContaining("FUNDSTREAM_VERIFY_PASSWORD");
  }

  private MigrateConfig config() {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      passwords.put(role, database.password(role.roleName()));
    }
    return new MigrateConfig(
        database.url(), database.superuser(), database.password(database.superuser()), passwords);
  }

  private String month(int ahead) throws SQLException {
    return text(
        "select to_char(date_trunc('month', now() at time zone 'UTC') + interval '%d months', 'YYYY_MM')"
            .formatted(ahead));
  }

  private void superuser(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
