package io.fundstream.projector.stream;

import io.fundstream.projector.table.FillingTable;
import io.fundstream.projector.table.FillingTable.Spot;
import io.fundstream.projector.table.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Tells once a second how far the parts of one thread are, while readers do not see the tables. */
final class Filling {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final DataSource database;
  private final ProjectionStatus status;
  private final FillingTable table;
  private long notBefore = System.nanoTime();

  Filling(DataSource database, ProjectionStatus status) {
    this.database = database;
    this.status = status;
    this.table = new FillingTable(status.name().toString());
  }

  /** Whether it is time to tell. */
  boolean due() {
    return status.isFilling() && System.nanoTime() - notBefore >= 0;
  }

  void tell(Map<Part, Spot> spots) {
    notBefore = System.nanoTime() + PAUSE;
    if (spots.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      table.move(connection, spots);
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
