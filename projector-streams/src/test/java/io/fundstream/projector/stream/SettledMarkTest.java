package io.fundstream.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettledMarkTest {
  private static SettledMark read(String json) {
    return SettledMark.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_part_has_reached_a_mark_when_every_topic_of_the_projection_has() {
    SettledMark mark =
        read("{\"settledAt\":\"2026-01-02T03:04:05.000006Z\",\"ends\":{\"a\":[5,0],\"b\":[3,9]}}");
    assertThat(mark.settledAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000006Z"));
    assertThat(mark.reached(Set.of("a", "b"), 0, (topic, part) -> 5)).isTrue();
    assertThat(mark.reached(Set.of("a", "b"), 1, (topic, part) -> 5)).isFalse();
    assertThat(mark.reached(Set.of("a"), 1, (topic, part) -> 0)).isTrue();
    assertThat(mark.reached(Set.of("other"), 11, (topic, part) -> 0)).isTrue();
  }

  @Test
  void anything_else_is_refused() {
    assertThatThrownBy(() -> read("{")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("{}")).isInstanceOf(IllegalArgumentException.class);
  }
}
