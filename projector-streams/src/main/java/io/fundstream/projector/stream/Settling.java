package io.fundstream.projector.stream;

import io.fundstream.projector.table.SettledTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Moves {@code read_model.settled} for the parts of one thread. */
final class Settling {
  private final DataSource database;
  private final SettledTable table;
  private final SettledMarks marks;
  private final Set<String> topics;
  private final Map<Integer, Instant> written = new HashMap<>();

  Settling(DataSource database, String projection, SettledMarks marks, Set<String> topics) {
    this.database = database;
    this.table = new SettledTable(projection);
    this.marks = marks;
    this.topics = topics;
  }

  /** Finds for each part the youngest mark that it has reached, and stores those that are news. */
  void settle(Set<Integer> parts, SettledMark.Applied applied) {
    List<SettledMark> youngestFirst = marks.youngestFirst();
    Map<Instant, Set<Integer>> news = new TreeMap<>();
    for (int part : parts) {
      for (SettledMark mark : youngestFirst) {
        if (mark.reached(topics, part, applied)) {
          if (!mark.settledAt().equals(written.get(part))) {
            news.computeIfAbsent(mark.settledAt(), at -> new TreeSet<>()).add(part);
          }
          break;
        }
      }
    }
    if (news.isEmpty()) {
      return;
    }
    write(news);
    news.forEach((at, those) -> those.forEach(part -> written.put(part, at)));
  }

  private void write(Map<Instant, Set<Integer>> news) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      for (Map.Entry<Instant, Set<Integer>> moved : news.entrySet()) {
        table.move(connection, moved.getValue(), moved.getKey());
      }
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
