package io.fundstream.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @Test
  void good_forms_are_read() {
    assertThat(Texts.date("2024-02-29")).isEqualTo(Reading.of(LocalDate.of(2024, 2, 29)));
    assertThat(Texts.uuid("0198A7C2-5b3e-7d41-9c6f-2f1f0b9a4e10"))
        .isEqualTo(Reading.of(UUID.fromString("0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10")));
    assertThat(Texts.instant("2026-03-31T09:30:00.000001Z"))
        .isEqualTo(Reading.of(Instant.parse("2026-03-31T09:30:00.000001Z")));
    assertThat(Texts.whole("-12", -20, 20)).isEqualTo(Reading.of(-12L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2024-13-01",
        "2024-1-1",
        "20240101",
        "+2024-01-01",
        "0000-01-01",
        "2024-01-01T00:00:00Z",
        "",
        "٢٠٢٤-٠١-٠١"
      })
  void other_dates_are_refused(String text) {
    assertThat(Texts.date(text)).isInstanceOf(Reading.Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-31T09:30:00+00:00",
        "2026-03-31T09:30:00",
        "2026-03-31T09:30Z",
        "2026-03-31 09:30:00Z",
        "2026-02-30T00:00:00Z",
        "2026-03-31T25:00:00Z",
        "2026-03-31T09:30:00.0000001Z",
        "2026-03-31T09:30:61Z",
        ""
      })
  void other_instants_are_refused(String text) {
    assertThat(Texts.instant(text)).isInstanceOf(Reading.Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-1-1-1-1",
        "0198a7c25b3e7d419c6f2f1f0b9a4e10",
        "{0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10}",
        "0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e1g",
        "",
        "0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10 "
      })
  void other_uuids_are_refused(String text) {
    assertThat(Texts.uuid(text)).isInstanceOf(Reading.Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+1", "01", "1.0", "1e1", " 1", "99999999999999999999", "21"})
  void other_whole_numbers_are_refused(String text) {
    assertThat(Texts.whole(text, 0, 20)).isInstanceOf(Reading.Wrong.class);
  }
}
