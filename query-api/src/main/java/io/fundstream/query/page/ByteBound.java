package io.fundstream.query.page;

import io.fundstream.query.database.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a page of rows that may be large, and stops where it has {@link Page#MAX_BYTES}. The
 * database adds up the stored lengths, so what does not fit is neither read from disk nor sent.
 *
 * @param rows those that fit; at least one if there is any
 * @param probed how many there would have been
 */
public record ByteBound<T>(List<T> rows, long probed) {

  /**
   * @param inner a query with its own order and limit
   * @param sized the column whose length counts
   * @param order the inner query's order
   */
  public static SqlText bounded(SqlText inner, String sized, String order) {
    return new SqlText("select * from (select r.*, count(*) over () as probed,")
        .add(
            "sum(octet_length(%1$s)) over w - octet_length(%1$s) as bytes_before from ("
                .formatted(sized))
        .add(inner)
        .add(") r window w as (order by %1$s rows unbounded preceding)) b".formatted(order))
        .add("where bytes_before < ? order by %s".formatted(order), Page.MAX_BYTES);
  }

  public static <T> ByteBound<T> read(Connection connection, SqlText bounded, SqlText.Row<T> row)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    long[] probed = {0};
    bounded.list(
        connection,
        (ResultSet found) -> {
          probed[0] = found.getLong("probed");
          return rows.add(row.read(found));
        });
    return new ByteBound<>(rows, probed[0]);
  }
}
