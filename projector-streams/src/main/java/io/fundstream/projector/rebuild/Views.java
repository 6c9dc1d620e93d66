package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The views of a projection, by which readers find the tables of its live version. */
final class Views {
  private static final String GRANTS =
      """
      select format('grant %s on read_model.%I to %s%s', a.privilege_type, c.relname,
        case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
        case when a.is_grantable then ' with grant option' else '' end)
      from pg_class c cross join lateral aclexplode(c.relacl) a
      where c.relnamespace = 'read_model'::regnamespace and c.relkind = 'v' and c.relname = ?
        and a.grantee <> c.relowner
      """;

  private Views() {}

  /**
   * Has every view show a version, in the caller's transaction. A view is dropped and made: one
   * that is replaced can neither lose a column nor take one in the middle. Whoever could read it
   * can read it again. Another view that somebody made on top refuses the drop; it is not dropped
   * along.
   */
  static void show(Connection connection, Shape shape, int version) throws SQLException {
    change(connection, shape, version, statement -> {});
  }

  /** The same while the tables themselves are dropped and made anew; what they held is gone. */
  static void remake(Connection connection, Shape shape, int version) throws SQLException {
    change(
        connection,
        shape,
        version,
        statement -> {
          statement.execute("drop table " + shape.list(version));
          statement.execute(shape.create(version));
        });
  }

  private interface Between {
    void run(Statement statement) throws SQLException;
  }

  private static void change(Connection connection, Shape shape, int version, Between between)
      throws SQLException {
    List<String> grants = new ArrayList<>();
    for (String table : shape.tables()) {
      grants.addAll(grants(connection, table));
    }
    try (Statement statement = connection.createStatement()) {
      for (String table : shape.tables()) {
        statement.execute("drop view if exists read_model." + table);
      }
      between.run(statement);
      for (String table : shape.tables()) {
        statement.execute(shape.view(table, version));
      }
      for (String grant : grants) {
        statement.execute(grant);
      }
    }
  }

  private static List<String> grants(Connection connection, String view) throws SQLException {
    List<String> grants = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(GRANTS)) {
      statement.setString(1, view);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          grants.add(rows.getString(1));
        }
      }
    }
    return grants;
  }
}
