package io.fundstream.projector.rebuild;

import io.fundstream.projector.deadletter.CannotAsk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An operator's view of rebuilds, and the wishes that can be put to the projector. The role {@code
 * fundstream_operator} is enough.
 */
public final class RebuildDesk {
  private static final String ASK =
      "insert into read_model.wish (kind, projection) values (?, ?) returning id";

  private static final String SPOTS =
      """
      select coalesce(sum("offset"), 0), coalesce(sum("end"), 0),
        (select count(*) from (select from read_model.parked k where k.projection = f.projection limit 100000) c)
      from read_model.filling f where f.projection = ? group by f.projection
      """;

  private final DataSource database;

  /** A connection is opened for each call; none is kept. */
  public RebuildDesk(DataSource database) {
    this.database = database;
  }

  /**
   * How far a version is.
   *
   * @param done events read
   * @param total events that there are
   * @param parked records that it could not apply, and those behind them, counted up to 100 000
   */
  public record Filled(long done, long total, long parked) {}

  /** All versions of all projections, those that are gone included. */
  public List<Version> versions() {
    return ask(VersionTable::all);
  }

  /** Asks that a projection be filled anew; {@code fund}, without a version. */
  public UUID rebuild(String name) {
    return wish("rebuild", name);
  }

  /** Asks that a version being filled be given up. */
  public UUID cancel(String name) {
    return wish("cancel", name);
  }

  private UUID wish(String kind, String name) {
    return ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(ASK)) {
        statement.setString(1, kind);
        statement.setString(2, name);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getObject(1, UUID.class);
        }
      }
    });
  }

  /** Whether the projector has taken a wish up. */
  public boolean isTaken(UUID wish) {
    return ask(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement("select from read_model.wish where id = ?")) {
        statement.setObject(1, wish);
        try (ResultSet row = statement.executeQuery()) {
          return !row.next();
        }
      }
    });
  }

  /** How far a version is; empty until it has begun. */
  public Optional<Filled> filled(Version version) {
    return ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(SPOTS)) {
        statement.setString(1, version.toString());
        try (ResultSet row = statement.executeQuery()) {
          return row.next()
              ? Optional.of(new Filled(row.getLong(1), row.getLong(2), row.getLong(3)))
              : Optional.empty();
        }
      }
    });
  }

  /**
   * Why a version will not serve until somebody retries or skips a record; empty if nothing is in
   * the way.
   */
  public Optional<String> hindrance(Version filling, Version live) {
    return ask(connection -> Behind.parked(connection, filling, live));
  }

  private interface Question<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.in(connection);
    } catch (SQLException e) {
      throw new CannotAsk("The read model cannot be asked: " + e.getMessage(), e);
    }
  }
}
