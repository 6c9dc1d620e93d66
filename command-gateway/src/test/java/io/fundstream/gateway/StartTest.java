package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.gateway.log.LogConfig;
import io.fundstream.gateway.log.database.UnsafeDatabase;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.config.InvalidSettings;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.config.SettingsDescribed;
import io.fundstream.runtime.database.UnknownSchema;
import io.fundstream.schemas.fund.FundContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway starts only where an answered command is safe. */
class StartTest {
  private final TestDatabase database = TestDatabase.fresh();

  @AfterEach
  void drop() throws Exception {
    database.close();
  }

  @Test
  void it_refuses_to_start_without_synchronous_commit() throws Exception {
    execute(
        "alter role fundstream_gateway in database "
            + database.name()
            + " set synchronous_commit = off");
    assertThatThrownBy(this::start)
        .isInstanceOf(UnsafeDatabase.class)
        .hasMessageContaining("synchronous_commit=off");
  }

  @Test
  void it_refuses_to_start_on_a_schema_it_does_not_know() throws Exception {
    execute("update event_store.schema_history set version = '99' where version = '3'");
    assertThatThrownBy(this::start).isInstanceOf(UnknownSchema.class).hasMessageContaining("99");
  }

  @Test
  void it_refuses_to_start_when_a_stored_schema_differs_from_its_own() throws Exception {
    TestGateway.start(database).close();
    execute("update event_store.event_schema set sha256 = decode(repeat('00', 32), 'hex')");
    assertThatThrownBy(this::start)
        .isInstanceOf(UnsafeDatabase.class)
        .hasMessageContaining("fingerprint");
  }

  @Test
  void it_stores_every_released_schema_of_what_it_writes() throws Exception {
    TestGateway.start(database).close();
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from event_store.event_schema where json like '%fundstream.fund%'")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(FundContext.CONTEXT.released().size());
    }
  }

  @Test
  void every_setting_has_a_default_and_a_unit_and_all_errors_come_at_once() {
    assertThatThrownBy(() -> GatewayConfig.from(Settings.describing("gateway")))
        .isInstanceOfSatisfying(
            SettingsDescribed.class,
            described ->
                assertThat(described.help())
                    .contains("FUNDSTREAM_DATABASE_URL")
                    .contains("FUNDSTREAM_LOG_APPENDERS")
                    .contains("FUNDSTREAM_LOG_COMMAND_TIMEOUT_MS")
                    .contains("FUNDSTREAM_API_KEY_SHA256"));
    Map<String, String> wrong =
        Map.of("FUNDSTREAM_LOG_APPENDERS", "many", "FUNDSTREAM_LOG_MAX_BATCH", "0");
    assertThatThrownBy(() -> GatewayConfig.from(Settings.from(wrong, "gateway")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("FUNDSTREAM_LOG_APPENDERS")
        .hasMessageContaining("FUNDSTREAM_LOG_MAX_BATCH")
        .hasMessageContaining("FUNDSTREAM_DATABASE_URL");
  }

  private void start() {
    TestGateway.start(TestGateway.config(database.url(), database, LogConfig.defaults())).close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
