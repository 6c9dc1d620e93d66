package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.runtime.config.InvalidSettings;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.config.SettingsDescribed;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> ENOUGH =
      Map.of(
          "FUNDSTREAM_DATABASE_URL", "jdbc:postgresql://primary/fundstream",
          "FUNDSTREAM_DATABASE_PASSWORD", "secret",
          "FUNDSTREAM_API_KEY_SHA256", "ab".repeat(32));

  @Test
  void three_settings_are_enough() {
    QueryConfig config = QueryConfig.from(Settings.from(ENOUGH, "query"));
    assertThat(config.database().user()).isEqualTo("fundstream_query");
    assertThat(config.database().readOnly()).isTrue();
    assertThat(config.http().port()).isEqualTo(8081);
  }

  @Test
  void a_replica_is_read_from_instead() {
    Map<String, String> env = new HashMap<>(ENOUGH);
    env.put("FUNDSTREAM_DATABASE_REPLICA_URL", "jdbc:postgresql://replica/fundstream");
    QueryConfig config = QueryConfig.from(Settings.from(env, "query"));
    assertThat(config.database().url()).isEqualTo("jdbc:postgresql://replica/fundstream");
    assertThat(config.database().readOnly()).isTrue();
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    Map<String, String> env =
        Map.of("FUNDSTREAM_STREAM_MAX", "0", "FUNDSTREAM_FRESHNESS_PAUSE_MS", "soon");
    assertThatThrownBy(() -> QueryConfig.from(Settings.from(env, "query")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContainingAll(
            "FUNDSTREAM_STREAM_MAX",
            "FUNDSTREAM_FRESHNESS_PAUSE_MS",
            "FUNDSTREAM_DATABASE_URL",
            "FUNDSTREAM_DATABASE_PASSWORD",
            "FUNDSTREAM_API_KEY_SHA256");
  }

  @Test
  void help_names_every_setting() {
    assertThatThrownBy(() -> QueryConfig.from(Settings.describing("query")))
        .isInstanceOfSatisfying(
            SettingsDescribed.class,
            described ->
                assertThat(described.help())
                    .contains(
                        "FUNDSTREAM_DATABASE_REPLICA_URL", "FUNDSTREAM_STREAM_BUFFER_EVENTS"));
  }
}
