package io.fundstream.projector.table;

import io.fundstream.projector.fold.Flaw;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code read_model.parked}, the one place where parked records are kept. */
final class ParkedTable {
  private static final String INSERT =
      """
      insert into read_model.parked
        (projection, partition_key, topic, part, "offset", seq, key, record, headers, reason, stack_digest, poison)
      select ?, t.* from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[],
        ?::jsonb[], ?::text[], ?::text[], ?::boolean[]) t
      on conflict (projection, topic, part, "offset") do update set poison = parked.poison
      returning topic, part, "offset", poison, reason, stack_digest
      """;

  private static final Comparator<Parking> BY_PLACE =
      Comparator.<Parking, String>comparing(p -> p.raw().topic())
          .thenComparingInt(p -> p.raw().part())
          .thenComparingLong(p -> p.raw().offset());

  private final String projection;

  ParkedTable(String projection) {
    this.projection = projection;
  }

  /**
   * Parks records; one that is parked already stays as it is.
   *
   * @return those at fault, as the table has them: a record that comes again after a crash is among
   *     them, so that its notice is sent at least once
   */
  List<Parking> insert(Connection connection, List<Parking> parkings) throws SQLException {
    if (parkings.isEmpty()) {
      return List.of();
    }
    List<Parking> sorted = parkings.stream().sorted(BY_PLACE).toList();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, projection);
      new Columns<>(statement, 2, sorted)
          .addIds(Parking::key)
          .add("text", p -> p.raw().topic())
          .add("int4", p -> p.raw().part())
          .addLongs(p -> p.raw().offset())
          .addLongs(ParkedTable::seq)
          .addBytes(p -> p.raw().key())
          .addBytes(p -> p.raw().value())
          .add("jsonb", p -> HeadersJson.write(p.raw().headers()))
          .add("text", Parking::reason)
          .add("text", p -> p.flaw() == null ? null : p.flaw().stackDigest())
          .add("bool", Parking::poison);
      return poison(statement, sorted);
    }
  }

  /** Rows come back in the order in which they were given. */
  private static List<Parking> poison(PreparedStatement statement, List<Parking> given)
      throws SQLException {
    List<Parking> poison = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      for (Parking parking : given) {
        if (!rows.next()
            || rows.getLong("offset") != parking.raw().offset()
            || !parking.raw().topic().equals(rows.getString("topic"))) {
          throw new SQLException("read_model.parked gave back other rows than were put in");
        }
        if (rows.getBoolean("poison")) {
          String digest = rows.getString("stack_digest");
          Flaw flaw = new Flaw(rows.getString("reason"), digest == null ? "" : digest);
          poison.add(new Parking(parking.raw(), parking.key(), parking.seq(), flaw));
        }
      }
    }
    return poison;
  }

  private static @Nullable Long seq(Parking parking) {
    return parking.seq().isPresent() ? (Long) parking.seq().getAsLong() : null;
  }
}
