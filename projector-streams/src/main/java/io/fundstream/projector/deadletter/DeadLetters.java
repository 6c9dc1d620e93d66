package io.fundstream.projector.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An operator's view of {@code read_model.parked}, and the wishes that can be put to the projector.
 *
 * <p>Reads and asks, no more: the projector that owns a key is the only one that writes its rows.
 * The role {@code fundstream_operator} is enough. Every statement is bounded.
 */
public final class DeadLetters {
  private static final int MOST_SHOWN = 1_000;
  private static final int MOST_BYTES = 65_536;

  private final DataSource database;

  /** A connection is opened for each call; none is kept. */
  public DeadLetters(DataSource database) {
    this.database = database;
  }

  /**
   * The records at fault, oldest first.
   *
   * @param projections with their versions; empty for all
   * @param limit at most {@value #MOST_SHOWN}
   */
  public List<Letter> list(List<String> projections, int limit) {
    return rows(
        DeadLetterSql.LIST,
        statement -> {
          projections(statement, 1, projections);
          statement.setInt(3, Math.clamp(limit, 1, MOST_SHOWN));
        },
        DeadLetters::letter);
  }

  /** What lies parked at a place, for each projection that parked it. */
  public List<Detail> show(List<String> projections, Place place) {
    return rows(
        DeadLetterSql.SHOW,
        statement -> {
          statement.setInt(1, MOST_BYTES);
          place(statement, 2, place);
          projections(statement, 5, projections);
          statement.setInt(7, MOST_SHOWN);
        },
        row ->
            new Detail(
                letter(row),
                (Long) row.getObject("progress"),
                row.getString("headers"),
                row.getBytes("key"),
                row.getBytes("record"),
                row.getLong("size")));
  }

  /**
   * Asks that what lies at a place be tried again; in all projections that parked it if none is
   * named.
   */
  public List<Wished> retry(List<String> projections, Place place) {
    return wish("retry", projections, place);
  }

  /** Asks that everything at fault be tried again, up to 1 000 records. */
  public List<Wished> retryAll(List<String> projections) {
    return wish("retry", projections, null);
  }

  /** Asks that what lies at a place be left out for good. */
  public List<Wished> skip(List<String> projections, Place place) {
    return wish("skip", projections, place);
  }

  private List<Wished> wish(String kind, List<String> projections, @Nullable Place place) {
    Place at = place == null ? new Place("", 0, 0) : place;
    return rows(
        DeadLetterSql.WISH,
        statement -> {
          statement.setString(1, kind);
          projections(statement, 2, projections);
          statement.setBoolean(4, place == null);
          place(statement, 5, at);
          statement.setInt(8, MOST_SHOWN);
        },
        row ->
            new Wished(
                row.getObject("id", UUID.class),
                row.getString("projection"),
                row.getObject("partition_key", UUID.class),
                placeOf(row)));
  }

  /** Whether the projector has done what was wished; what came of it is told by {@link #first}. */
  public boolean isDone(Wished wish) {
    return rows(
            "select id from read_model.wish where id = ?",
            statement -> statement.setObject(1, wish.id()),
            row -> wish)
        .isEmpty();
  }

  /** The first parked record of a wish's key; empty if nothing of it is parked any more. */
  public Optional<Letter> first(Wished wish) {
    boolean keyless = wish.key().equals(new UUID(0, 0));
    return rows(
            DeadLetterSql.FIRST,
            statement -> {
              statement.setString(1, wish.projection());
              statement.setObject(2, wish.key());
              place(statement, 3, wish.place());
              statement.setBoolean(6, keyless);
            },
            DeadLetters::letter)
        .stream()
        .findFirst();
  }

  private static void projections(PreparedStatement statement, int index, List<String> names)
      throws SQLException {
    statement.setBoolean(index, names.isEmpty());
    statement.setArray(index + 1, statement.getConnection().createArrayOf("text", names.toArray()));
  }

  private static void place(PreparedStatement statement, int index, Place place)
      throws SQLException {
    statement.setString(index, place.topic());
    statement.setInt(index + 1, place.part());
    statement.setLong(index + 2, place.offset());
  }

  private static Place placeOf(ResultSet row) throws SQLException {
    return new Place(row.getString("topic"), row.getInt("part"), row.getLong("offset"));
  }

  private static Letter letter(ResultSet row) throws SQLException {
    return new Letter(
        row.getString("projection"),
        row.getObject("partition_key", UUID.class),
        placeOf(row),
        (Long) row.getObject("seq"),
        row.getString("reason"),
        row.getString("stack_digest"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getLong("behind"));
  }

  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private interface Reading<T> {
    T row(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, Binding binding, Reading<T> reading) {
    List<T> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.to(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reading.row(rows));
        }
      }
    } catch (SQLException e) {
      throw new CannotAsk("The read model cannot be asked: " + e.getMessage(), e);
    }
    return found;
  }
}
