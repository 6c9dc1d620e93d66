package io.fundstream.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final ListId LIST = ListId.of("funds", "tenant", null, "x");

  @Test
  void a_cursor_gives_back_its_place_in_its_own_list() throws Place.Malformed {
    UUID id = UUID.randomUUID();
    byte[] place =
        new Place.Writer().text("Ålder − \uD83D\uDE00").count(300).whole(-5).id(id).bytes();
    String text = Cursor.write(LIST, place);
    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.read(LIST, text))
        .isInstanceOfSatisfying(
            Cursor.Read.At.class, at -> assertThat(at.place()).isEqualTo(place));
    Place.Reader reader = new Place.Reader(place);
    assertThat(reader.text()).isEqualTo("Ålder − \uD83D\uDE00");
    assertThat(reader.count()).isEqualTo(300);
    assertThat(reader.whole()).isEqualTo(-5);
    assertThat(reader.id()).isEqualTo(id);
    reader.end();
  }

  @Test
  void a_filter_that_is_not_set_differs_from_an_empty_one_and_values_do_not_run_together() {
    assertThat(ListId.of("a", null)).isNotEqualTo(ListId.of("a", ""));
    assertThat(ListId.of("a", "bc")).isNotEqualTo(ListId.of("ab", "c"));
    assertThat(ListId.of("a", "b", null)).isNotEqualTo(ListId.of("a", null, "b"));
  }

  @Test
  void a_cursor_of_another_list_is_told_from_a_damaged_one() {
    String text = Cursor.write(ListId.of("activities"), new byte[] {1, 2, 3});
    assertThat(Cursor.read(LIST, text)).isInstanceOf(Cursor.Read.OfAnotherList.class);
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(Cursor.read(ListId.of("activities"), damaged))
          .as(damaged)
          .isInstanceOf(Cursor.Read.Malformed.class);
    }
    for (String odd : new String[] {"", "A", "====", "ä", "a b", "A".repeat(9_000)}) {
      assertThat(Cursor.read(LIST, odd)).isInstanceOf(Cursor.Read.Malformed.class);
    }
  }

  @Test
  void any_bytes_are_read_or_refused_but_never_break_the_reader() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      Place.Reader reader = new Place.Reader(bytes);
      try {
        switch (i % 4) {
          case 0 -> assertThat(reader.text()).as("seed %d", seed).doesNotContain("\0");
          case 1 -> assertThat(reader.count()).as("seed %d", seed).isNotNegative();
          case 2 -> assertThat(reader.instant()).isAfter(Instant.parse("-1000-01-01T00:00:00Z"));
          default -> reader.id();
        }
        reader.end();
      } catch (Place.Malformed e) {
        assertThat(e).hasMessage("not a place in this list");
      }
    }
  }

  @Test
  void text_with_a_nul_is_no_place() {
    byte[] place = new Place.Writer().text("a\0b").bytes();
    assertThatThrownBy(() -> new Place.Reader(place).text()).isInstanceOf(Place.Malformed.class);
    assertThat(new String(place, StandardCharsets.UTF_8)).contains("\0");
  }
}
