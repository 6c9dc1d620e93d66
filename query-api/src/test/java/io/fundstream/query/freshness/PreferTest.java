package io.fundstream.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5|5",
        "wait=0|0",
        "wait=10|10",
        "wait=11|10",
        "wait=999999999|10",
        "WAIT = 3|3",
        "respond-async, wait=4|4",
        "wait=\"6\"; x=y|6",
      })
  void a_wait_is_heeded_up_to_ten_seconds(String header, int seconds) {
    assertThat(Prefer.parse(header)).isEqualTo(new Prefer.Wait(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "wait=", "wait=-1", "wait=1.5", "wait=soon", "wait=1, wait=2"})
  void a_wait_that_is_none_is_told(String header) {
    assertThat(Prefer.parse(header)).isInstanceOf(Prefer.Malformed.class);
  }

  @Test
  void other_preferences_are_passed_over() {
    assertThat(Prefer.parse(null)).isInstanceOf(Prefer.Silent.class);
    assertThat(Prefer.parse("return=minimal, waiting=3, handling=lenient"))
        .isInstanceOf(Prefer.Silent.class);
  }
}
