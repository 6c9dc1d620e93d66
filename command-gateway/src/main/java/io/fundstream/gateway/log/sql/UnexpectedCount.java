package io.fundstream.gateway.log.sql;

import io.fundstream.runtime.database.Statements;

/** A statement touched another number of rows than it must; the transaction is rolled back. */
public final class UnexpectedCount extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnexpectedCount(String what, int expected, int actual) {
    super("%s: expected %d, were %d".formatted(what, expected, actual));
  }

  public static Statements.Count check(String what, int expected) {
    return rows -> {
      if (rows != expected) {
        throw new UnexpectedCount(what, expected, rows);
      }
    };
  }
}
