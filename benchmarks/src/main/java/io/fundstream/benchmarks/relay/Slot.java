package io.fundstream.benchmarks.relay;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A replication slot of a contestant's own; from its making on everything is kept for it. */
final class Slot implements AutoCloseable {
  private final TestDatabase database;
  private final String name;

  Slot(TestDatabase database, String name) throws SQLException {
    this.database = database;
    this.name = name;
    execute("select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
  }

  String name() {
    return name;
  }

  private void execute(String sql) throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whoever reads from it still is thrown out. */
  @Override
  public void close() throws SQLException {
    execute(
        "select pg_terminate_backend(active_pid) from pg_replication_slots where active and slot_name = '"
            + name
            + "'");
    execute(
        """
        do $$ begin
          for attempt in 1 .. 100 loop
            exit when not exists (select from pg_replication_slots where active and slot_name = '%1$s');
            perform pg_sleep(0.05);
          end loop;
          perform pg_drop_replication_slot('%1$s');
        end $$
        """
            .formatted(name));
  }
}
