package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code read_model.projection}. */
final class VersionTable {
  private static final String SEEN =
      """
      select name, version, live, retired, cleaned, code,
        exists (select from read_model.wish where kind in ('rebuild', 'cancel'))
      from read_model.projection order by name, version
      """;

  /** Of all instances one makes a version; the others find it made. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('fundstream.projection.' || ?, 0))";

  private static final String ADD =
      """
      insert into read_model.projection (name, version, live, generation, code)
      select ?, 1 + coalesce(max(version), 0), false, gen_random_uuid(), ? from read_model.projection where name = ?
      returning version
      """;

  private static final String MARK =
      "update read_model.projection set %s where name = ? and version = ?";

  private static final String UNTOUCHED =
      """
      select not exists (select from read_model.progress where projection = ?)
        and not exists (select from read_model.parked where projection = ?)
      """;

  private VersionTable() {}

  /**
   * Whatever a look needs to know, in one statement: this is asked twice a second by every process.
   *
   * @param wished whether a rebuild or its end is wished; not known before there is a version
   */
  record Seen(List<Version> versions, boolean wished) {}

  static Seen seen(Connection connection) throws SQLException {
    List<Version> versions = new ArrayList<>();
    boolean wished = false;
    try (PreparedStatement statement = connection.prepareStatement(SEEN);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        versions.add(
            new Version(
                rows.getString(1),
                rows.getInt(2),
                rows.getBoolean(3),
                rows.getBoolean(4),
                rows.getBoolean(5),
                rows.getInt(6)));
        wished = rows.getBoolean(7);
      }
    }
    return new Seen(versions, wished);
  }

  static List<Version> all(Connection connection) throws SQLException {
    return seen(connection).versions();
  }

  static List<Version> of(Connection connection, String name) throws SQLException {
    return all(connection).stream().filter(version -> version.name().equals(name)).toList();
  }

  /** Nobody else changes the versions of a projection until the transaction ends. */
  static void lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  /** Makes the tables of a new version, and its row. */
  static int create(Connection connection, Shape shape) throws SQLException {
    int number;
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, shape.name());
      statement.setInt(2, shape.code());
      statement.setString(3, shape.name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        number = row.getInt(1);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(shape.create(number));
    }
    return number;
  }

  /** Whether nothing was ever applied or parked in a version. */
  static boolean untouched(Connection connection, Version version) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNTOUCHED)) {
      statement.setString(1, version.toString());
      statement.setString(2, version.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  static void retire(Connection connection, Version version) throws SQLException {
    mark(connection, version, "live = false, retired = true");
  }

  static void live(Connection connection, Version version) throws SQLException {
    mark(connection, version, "live = true");
  }

  /** The version's tables are those of this code. */
  static void coded(Connection connection, Version version, int code) throws SQLException {
    mark(connection, version, "code = " + code);
  }

  static void cleaned(Connection connection, Version version) throws SQLException {
    mark(connection, version, "cleaned = true");
  }

  private static void mark(Connection connection, Version version, String what)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MARK.formatted(what))) {
      statement.setString(1, version.name());
      statement.setInt(2, version.number());
      statement.executeUpdate();
    }
  }
}
