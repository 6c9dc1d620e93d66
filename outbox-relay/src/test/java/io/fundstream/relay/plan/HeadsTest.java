package io.fundstream.relay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeadsTest {

  @Test
  void it_holds_what_a_map_would_hold() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Heads heads = new Heads();
    Map<UUID, Head> map = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      UUID key = new UUID(random.nextInt(5), random.nextInt(4_000));
      Head head = BatchPlanTest.row(key, i + 1).head();
      heads.put(key, head);
      map.put(key, head);
    }
    assertThat(heads.size()).isEqualTo(map.size());
    map.forEach((key, head) -> assertSame(heads.get(key), head));
    heads.forEach((key, head) -> assertSame(map.remove(key), head));
    assertThat(map).isEmpty();
    assertThat(heads.get(new UUID(9, 9))).isNull();
  }

  private static void assertSame(@org.jspecify.annotations.Nullable Head found, Head head) {
    Head there = Objects.requireNonNull(found);
    assertThat(there.sameEvent(head)).isTrue();
    assertThat(there.recordedAt()).isEqualTo(head.recordedAt());
  }
}
