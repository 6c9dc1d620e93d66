package io.fundstream.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|JSON",
        "*/*|JSON",
        "application/json|JSON",
        "text/csv|CSV",
        "TEXT/CSV; charset=utf-8|CSV",
        "text/*|CSV",
        "text/csv, application/json|JSON",
        "application/json;q=0.5, text/csv|CSV",
        "text/csv;q=0.4, */*;q=0.3|CSV",
        "text/csv;q=0, */*|JSON",
        "text/html,application/xhtml+xml,*/*;q=0.8|JSON",
        "image/png|JSON",
        "text/csv;q=nonsense|CSV",
        ",;,|JSON",
      })
  void the_client_gets_what_it_prefers(String accept, Media expected) {
    assertThat(Media.preferred(accept)).isEqualTo(expected);
  }
}
