package io.fundstream.query.page;

import io.fundstream.runtime.text.Reading;

/** Whether a list goes up or down in what it is ordered by. */
public enum Direction {
  ASCENDING("asc", ">"),
  DESCENDING("desc", "<");

  private final String sql;
  private final String comparison;

  Direction(String sql, String comparison) {
    this.sql = sql;
    this.comparison = comparison;
  }

  /**
   * Reads the value of {@code sort} for a list that is ordered by one field.
   *
   * @param field its name; with {@code -} in front the list goes down
   */
  public static Reading<Direction> parse(String text, String field) {
    if (text.equals(field)) {
      return Reading.of(ASCENDING);
    }
    return text.equals("-" + field)
        ? Reading.of(DESCENDING)
        : Reading.wrong("'%1$s' or '-%1$s' is expected.", field);
  }

  /** {@code asc} or {@code desc}. */
  public String sql() {
    return sql;
  }

  /** The operator that says "further on in the list". */
  public String comparison() {
    return comparison;
  }
}
