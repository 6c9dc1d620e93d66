package io.fundstream.runtime.database;

import java.sql.SQLException;

/** The database refused a statement for a reason that trying again does not mend. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  public DatabaseFailure(SQLException cause) {
    super("SQLSTATE " + cause.getSQLState() + ": " + cause.getMessage(), cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** Five characters; empty if the driver gave none. */
  public String sqlState() {
    return sqlState;
  }
}
