package io.fundstream.query.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPrefixTest {
  @Test
  void the_range_holds_exactly_the_texts_that_begin_with_the_prefix() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String prefix = text(random, 1 + random.nextInt(3));
      String other =
          random.nextBoolean() ? prefix + text(random, random.nextInt(3)) : text(random, 3);
      boolean inside =
          compare(other, prefix) >= 0
              && TextPrefix.end(prefix).map(end -> compare(other, end) < 0).orElse(true);
      assertThat(inside)
          .as("seed %d: %s in %s", seed, other, prefix)
          .isEqualTo(other.startsWith(prefix));
    }
  }

  @Test
  void nothing_comes_after_the_last_character() {
    assertThat(TextPrefix.end(Character.toString(Character.MAX_CODE_POINT))).isEmpty();
    assertThat(TextPrefix.end("a" + Character.toString(Character.MAX_CODE_POINT))).contains("b");
    assertThat(TextPrefix.end("\uD7FF")).contains("\uE000");
  }

  /** The order of collation "C" over UTF-8. */
  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Random random, int length) {
    int[] edges = {1, 'a', 'b', 0x7F, 0x80, 0x7FF, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    return random
        .ints(length, 0, edges.length)
        .mapToObj(i -> Character.toString(edges[i]))
        .reduce("", String::concat);
  }
}
