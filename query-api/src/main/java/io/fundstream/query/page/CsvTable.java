package io.fundstream.query.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.schemas.Instants;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list as RFC 4180 CSV: a header line, CRLF, quotes where needed. Null is an empty cell.
 *
 * <p>Spreadsheets run a cell that begins with {@code = + - @}, a tab or a line break as a formula,
 * so text that people wrote gets an apostrophe in front then. Cells that we format ourselves (ids,
 * numbers, instants) cannot hold one and stay as they are, so that {@code -1.00} is still a number.
 *
 * @param <T> a row
 */
public final class CsvTable<T> {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  /** One column: its name is the JSON field's. */
  public record Column<T>(String name, boolean free, Function<T, @Nullable Object> value) {
    /** A column of values in a format of ours. */
    public static <T> Column<T> fixed(String name, Function<T, @Nullable Object> value) {
      return new Column<>(name, false, value);
    }

    /** A column of text that came from outside. */
    public static <T> Column<T> free(String name, Function<T, @Nullable Object> value) {
      return new Column<>(name, true, value);
    }
  }

  private final List<Column<T>> columns;
  private final ObjectWriter writer;

  public CsvTable(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    columns.forEach(column -> schema.addColumn(column.name()));
    this.writer = MAPPER.writer(schema.build());
  }

  /** A column for each component, under its name. Any text may come from outside. */
  public static <R extends Record> CsvTable<R> of(RecordTable<R> table) {
    return new CsvTable<>(
        table.columns().stream()
            .map(c -> new Column<R>(c.component(), c.type() == String.class, c.value()))
            .toList());
  }

  /** The names in the header line, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** UTF-8 without a byte order mark; the header line alone if there are no rows. */
  public byte[] write(List<T> rows) {
    List<List<String>> cells =
        rows.stream()
            .map(row -> columns.stream().map(column -> cell(column, row)).toList())
            .toList();
    try {
      return writer.writeValueAsBytes(cells);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings can always be written", e);
    }
  }

  private static <T> String cell(Column<T> column, T row) {
    Object value = column.value().apply(row);
    if (value == null) {
      return "";
    }
    String text =
        switch (value) {
          case Instant instant -> Instants.text(instant);
          case BigDecimal decimal -> decimal.toPlainString();
          default -> value.toString();
        };
    boolean formula =
        column.free() && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }
}
