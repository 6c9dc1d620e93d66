package io.fundstream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private record Example(String url, int size, Duration pause, List<String> names, String key) {
    static Example from(Settings s) {
      String url = s.uri("X_URL", null, "where it is").toString();
      int size = s.whole("X_SIZE", 10, 1, 100, "rows", "how many");
      Duration pause = s.duration("X_WAIT_MS", 500, 1, 1000, "how long");
      List<String> names = s.list("X_NAMES", "a, b", "which");
      String key = s.secret("X_KEY", null, "the key");
      return s.orThrow(() -> new Example(url, size, pause, names, key));
    }
  }

  @Test
  void defaults_stand_where_nothing_is_set() {
    Example example = Example.from(Settings.from(Map.of("X_URL", "http://h:1", "X_KEY", "k"), "x"));

    assertThat(example)
        .isEqualTo(new Example("http://h:1", 10, Duration.ofMillis(500), List.of("a", "b"), "k"));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    Settings settings =
        Settings.from(
            Map.of("X_URL", "h h", "X_SIZE", "101", "X_WAIT_MS", "1s", "X_KEY", " "), "x");

    assertThatThrownBy(() -> Example.from(settings))
        .isInstanceOfSatisfying(InvalidSettings.class, e -> assertThat(e.errors()).hasSize(4))
        .hasMessageContainingAll(
            "X_URL", "X_SIZE: 101 is not between 1 and 100 rows", "X_WAIT_MS", "X_KEY");
  }

  @Test
  void help_shows_every_setting_with_default_and_unit_and_no_value() {
    assertThatThrownBy(() -> Example.from(Settings.describing("x")))
        .isInstanceOf(SettingsDescribed.class)
        .satisfies(e ->
            assertThat(((SettingsDescribed) e).help())
                .containsPattern("X_URL +\\(required\\) +address +where it is")
                .containsPattern("X_SIZE +10 +rows +how many")
                .containsPattern("X_WAIT_MS +500 +ms +how long"));
  }
}
