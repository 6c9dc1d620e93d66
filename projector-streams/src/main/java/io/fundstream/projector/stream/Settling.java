package io.fundstream.projector.stream;

import io.fundstream.projector.table.Part;
import io.fundstream.projector.table.SettledTable;
import io.fundstream.projector.table.SettledTable.Settled;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Moves {@code read_model.settled} for the parts of one thread: one statement for all members. */
final class Settling {
  private final DataSource database;
  private final SettledMarks marks;
  private final Map<Column, Instant> written = new HashMap<>();

  private record Column(String projection, int part) {}

  Settling(DataSource database, SettledMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  /**
   * Finds for each projection and part the youngest mark that it has reached, and stores those that
   * are news.
   *
   * @param read how far each part is read
   */
  void settle(List<MemberIntake<?>> members, Map<Part, Long> read) {
    List<SettledMark> youngestFirst = marks.youngestFirst();
    List<Settled> news = new ArrayList<>();
    for (MemberIntake<?> member : members) {
      Map<Part, Long> applied = new HashMap<>(read);
      applied.keySet().removeAll(member.waitingParts());
      Set<Integer> parts = applied.keySet().stream().map(Part::part).collect(Collectors.toSet());
      for (int part : parts) {
        mark(youngestFirst, member.member(), part, applied)
            .map(at -> new Settled(member.member().name(), part, at))
            .filter(one -> !one.settledAt().equals(written.get(column(one))))
            .ifPresent(news::add);
      }
    }
    if (!news.isEmpty()) {
      write(news);
      news.forEach(one -> written.put(column(one), one.settledAt()));
    }
  }

  private static Optional<Instant> mark(
      List<SettledMark> youngestFirst, Member<?> member, int part, Map<Part, Long> applied) {
    return youngestFirst.stream()
        .filter(mark ->
            mark.reached(
                member.topics(), part, (topic, p) -> applied.getOrDefault(new Part(topic, p), 0L)))
        .findFirst()
        .map(SettledMark::settledAt);
  }

  private static Column column(Settled settled) {
    return new Column(settled.projection(), settled.part());
  }

  private void write(List<Settled> news) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      SettledTable.move(connection, news);
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
