package io.fundstream.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.projector.deadletter.Detail;
import io.fundstream.projector.deadletter.Letter;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.rebuild.RebuildDesk.Filled;
import io.fundstream.runtime.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DlqTextTest {
  private static final UUID KEY = new UUID(1, 2);

  private static Letter letter(String reason) {
    return new Letter(
        "fund-v1",
        KEY,
        new Place("fundstream.fund", 3, 17),
        4L,
        reason,
        "0123456789abcdef",
        Instant.parse("2026-11-21T10:00:00.123456Z"),
        2);
  }

  @Test
  void a_line_tells_place_key_and_reason_and_is_bounded() {
    assertThat(DlqText.line(letter("not Avro")))
        .isEqualTo(
            "2026-11-21T10:00:00Z  fund-v1      fundstream.fund-3@17         key %s seq 4, 2 behind: not Avro"
                .formatted(KEY));
    assertThat(DlqText.line(letter("x".repeat(3_000)))).hasSizeLessThan(400);
  }

  @Test
  void what_came_from_outside_cannot_steer_the_terminal() {
    assertThat(DlqText.line(letter("\u001b[2J gone\n"))).doesNotContain("\u001b", "\n");
  }

  @Test
  void a_page_shows_the_first_bytes_and_json_has_them_all() {
    Detail detail =
        new Detail(letter("bad"), 3L, "{\"ce_type\": \"x\"}", new byte[] {1}, new byte[300], 300);
    assertThat(DlqText.page(detail)).contains("300 bytes", "00".repeat(32), "--json has more");
    assertThat(Json.text(DlqText.of(detail)))
        .contains("\"headers\":{\"ce_type\": \"x\"}", "\"key\":\"AQ==\"", "fundstream.fund-3@17");
  }

  @Test
  void the_pace_of_a_rebuild_is_told_in_words() {
    assertThat(new RebuildPace().text(new Filled(0, 40_000, 0)))
        .isEqualTo("0 of 40,000 records (0 %)");
    assertThat(new RebuildPace().text(new Filled(0, 0, 2)))
        .isEqualTo("0 of 0 records (100 %), 2 parked");
  }
}
