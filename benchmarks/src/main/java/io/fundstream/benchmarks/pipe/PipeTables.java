package io.fundstream.benchmarks.pipe;

import io.fundstream.parts.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A log with the columns and unique keys of ours, and a table of rows to read. */
final class PipeTables {
  static final String DATABASE = "bare";
  static final String LOG = "public.event_log";
  static final String SLOT = "bare";

  private static final String TABLES =
      """
      create table public.event_log (
        event_id uuid not null, tenant uuid not null, context text not null, stream_id uuid not null,
        version int not null, partition_key uuid not null, seq bigint not null, event_type text not null,
        payload bytea not null, metadata bytea not null, effective_on date, recorded_at timestamptz not null,
        hash bytea not null, unique (stream_id, version, recorded_at), unique (partition_key, seq, recorded_at));
      create table public.current_row (id uuid primary key, payload bytea not null);
      create publication outbox for table public.event_log with (publish = 'insert');
      """;

  private PipeTables() {}

  /** Makes what is missing; the slot before the first insert, for Debezium would begin after it. */
  static void create(Postgres server) throws SQLException {
    try (Connection session = server.connect("postgres");
        Statement statement = session.createStatement()) {
      if (isThere(statement, "select from pg_database where datname = '" + DATABASE + "'")) return;
      statement.execute("create database " + DATABASE);
    }
    try (Connection session = server.connect(DATABASE);
        Statement statement = session.createStatement()) {
      statement.execute(TABLES);
      statement.execute("select pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
    }
  }

  private static boolean isThere(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
