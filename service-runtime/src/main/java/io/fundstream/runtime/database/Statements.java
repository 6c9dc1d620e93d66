package io.fundstream.runtime.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several statements sent together and answered together: one round trip. Each sees what the one
 * before it did, and under READ COMMITTED takes a snapshot of its own. If one fails, those after it
 * are not carried out.
 */
public final class Statements {
  /** Sets a statement's parameters. */
  @FunctionalInterface
  public interface Binding {
    /** For a statement without parameters. */
    Binding NONE = (statement, first) -> first;

    /**
     * @param first the number of the first parameter to be set
     * @return the number after the last one that was set
     */
    int bind(PreparedStatement statement, int first) throws SQLException;
  }

  /** Takes a row of an answer. */
  @FunctionalInterface
  public interface Row {
    void row(ResultSet row) throws SQLException;
  }

  /** Takes how many rows a statement has changed. */
  @FunctionalInterface
  public interface Count {
    void count(int rows);
  }

  private record One(String sql, Binding binding, @Nullable Row row, Count count) {}

  private final List<One> all = new ArrayList<>();

  /** A statement that answers with rows. */
  public Statements rows(String sql, Row row, Binding binding) {
    all.add(new One(sql, binding, row, n -> {}));
    return this;
  }

  /** A statement that answers with how many rows it changed. */
  public Statements count(String sql, Count count, Binding binding) {
    all.add(new One(sql, binding, null, count));
    return this;
  }

  /** Runs them; without any, does nothing. What an answer's taker throws comes out. */
  public void run(Connection connection) throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    String sql = String.join(";\n", all.stream().map(One::sql).toList());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (One one : all) {
        parameter = one.binding.bind(statement, parameter);
      }
      boolean hasRows = statement.execute();
      for (One one : all) {
        read(statement, one, hasRows);
        hasRows = statement.getMoreResults();
      }
    }
  }

  private static void read(PreparedStatement statement, One one, boolean hasRows)
      throws SQLException {
    if (hasRows != (one.row != null)) {
      throw new IllegalStateException("the answers do not line up with: " + one.sql);
    }
    if (one.row == null) {
      one.count.count(statement.getUpdateCount());
      return;
    }
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        one.row.row(rows);
      }
    }
  }
}
