package io.fundstream.projector.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads the funds again and again as the query role does, and remembers every row that went back,
 * every row that vanished and every read that failed.
 */
public final class Versions implements AutoCloseable {
  private final Map<UUID, Integer> seen = new HashMap<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile long reads;

  public Versions(Stage stage) {
    this(stage, "fund");
  }

  /**
   * @param view of which the rows are read by id and version
   */
  public Versions(Stage stage, String view) {
    this.thread = Thread.ofPlatform().start(() -> read(stage, view));
  }

  private void read(Stage stage, String view) {
    try (Connection connection = stage.database().connect("fundstream_query");
        PreparedStatement statement =
            connection.prepareStatement("select id, version from read_model." + view)) {
      while (!closing) {
        look(statement);
        reads++;
      }
    } catch (SQLException e) {
      wrong.add("a read failed: " + e.getMessage());
    }
  }

  private void look(PreparedStatement statement) throws SQLException {
    int found = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found++;
        UUID id = rows.getObject(1, UUID.class);
        int version = rows.getInt(2);
        Integer before = seen.put(id, version);
        if (before != null && before > version) {
          wrong.add("%s went back from %d to %d".formatted(id, before, version));
        }
      }
    }
    if (found < seen.size()) {
      wrong.add("%d of %d funds were missing".formatted(seen.size() - found, seen.size()));
    }
  }

  /** What was seen that must not be. */
  public List<String> wentBack() {
    return List.copyOf(wrong);
  }

  /** How often all funds were read so far. */
  public long reads() {
    return reads;
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
