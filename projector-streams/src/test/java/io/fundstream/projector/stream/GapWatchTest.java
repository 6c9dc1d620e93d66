package io.fundstream.projector.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GapWatchTest {
  private static final UUID KEY = new UUID(1, 2);
  private static final long SECOND = 1_000_000_000L;

  private final GapWatch watch = new GapWatch(Duration.ofSeconds(3), 0);

  private static Map<UUID, List<Arrival<String>>> waitingFor(long seq) {
    RawRecord raw = new RawRecord("t", 0, 5, new byte[0], new byte[0], Map.of());
    return Map.of(
        KEY,
        List.of(new Arrival.Poison<>(raw, KEY, OptionalLong.of(seq), Flaw.refusal("for a test"))));
  }

  @Test
  void a_key_that_waits_too_long_is_a_gap() {
    for (long second = 1; second <= 4; second++) {
      watch.look(waitingFor(7), second * SECOND);
    }
    assertThatThrownBy(() -> watch.look(waitingFor(7), 5 * SECOND))
        .isInstanceOf(GapUnresolved.class)
        .hasMessageContaining("before seq 7 (t-0@5)");
  }

  @Test
  void a_key_that_moves_on_is_none() {
    for (long second = 1; second <= 60; second++) {
      watch.look(waitingFor(second / 2 + 10), second * SECOND);
    }
  }

  @Test
  void a_pause_of_the_process_counts_as_a_second_at_most() {
    watch.look(waitingFor(7), SECOND);
    assertThatCode(() -> watch.look(waitingFor(7), 3_600 * SECOND)).doesNotThrowAnyException();
  }
}
