package io.fundstream.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private record Row(String name, BigDecimal amount, Instant at) {}

  private static final CsvTable<Row> TABLE =
      new CsvTable<>(
          List.of(
              CsvTable.Column.free("name", Row::name),
              CsvTable.Column.fixed("amount", Row::amount),
              CsvTable.Column.fixed("at", Row::at)));

  @Test
  void cells_are_quoted_where_needed_and_lines_end_in_crlf() {
    assertThat(write(new Row("Alder, \"I\"\r\nLP", new BigDecimal("-1.00"), Instant.EPOCH)))
        .isEqualTo(
            "name,amount,at\r\n"
                + "\"Alder, \"\"I\"\"\r\nLP\",-1.00,1970-01-01T00:00:00.000000Z\r\n");
  }

  @Test
  void without_rows_there_is_the_header_line() {
    assertThat(new String(TABLE.write(List.of()), StandardCharsets.UTF_8))
        .isEqualTo("name,amount,at\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1"})
  void text_that_a_spreadsheet_would_run_gets_an_apostrophe(String name) {
    String written = write(new Row(name, BigDecimal.ONE, Instant.EPOCH));
    assertThat(written).contains("'" + name);
  }

  @Test
  void decimals_are_never_written_with_an_exponent() {
    assertThat(write(new Row("a", new BigDecimal("1E+3"), Instant.EPOCH))).contains(",1000,");
  }

  private static String write(Row row) {
    return new String(TABLE.write(List.of(row)), StandardCharsets.UTF_8);
  }
}
