package io.fundstream.migrations;

import io.fundstream.migrations.MigrateConfig.Role;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Makes the roles, the two schemas and their owners. Everything here may be run again; a password
 * that changed is set.
 *
 * <p>Roles belong to the whole server, so this runs as a superuser and outside Flyway.
 */
final class DatabaseRoles {
  private static final List<String> DATABASE =
      List.of(
          "revoke all on database %1$s from public",
          "grant connect on database %1$s to fundstream_migrator, fundstream_gateway, fundstream_relay,"
              + " fundstream_projector, fundstream_query, fundstream_verify,"
              + " fundstream_operator",
          // A publication belongs to the database, so its owner needs this right there.
          "grant create on database %1$s to fundstream_owner",
          "revoke all on schema public from public",
          "create schema if not exists event_store authorization fundstream_owner",
          "create schema if not exists read_model authorization fundstream_projector");

  private static final List<String> ROLES =
      List.of(
          "grant fundstream_owner to fundstream_migrator with inherit false, set true",
          "grant fundstream_projector to fundstream_migrator with inherit false, set true",
          // The relay reads other sessions' transaction start times to know what is settled.
          "grant pg_read_all_stats to fundstream_relay",
          "alter role fundstream_relay replication",
          "alter role fundstream_query set default_transaction_read_only = on",
          // An answer made of several statements shows one moment, also while the views switch.
          "alter role fundstream_query set default_transaction_isolation = 'repeatable read'",
          "alter role fundstream_verify set default_transaction_read_only = on");

  private DatabaseRoles() {}

  static void create(MigrateConfig config) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.adminUser(), config.adminPassword());
        Statement statement = connection.createStatement()) {
      createRole(statement, "fundstream_owner", "nologin");
      for (Role role : Role.values()) {
        createRole(statement, role.roleName(), "login");
      }
      setPasswords(connection, config.passwords());
      for (String sql : ROLES) {
        statement.execute(sql);
      }
      String database = statement.enquoteIdentifier(connection.getCatalog(), true);
      for (String sql : DATABASE) {
        statement.execute(sql.formatted(database));
      }
    }
  }

  private static void createRole(Statement statement, String role, String login)
      throws SQLException {
    statement.execute(
        """
        do $$ begin
          create role %1$s %2$s nosuperuser nocreatedb nocreaterole;
        exception when duplicate_object or unique_violation then
          null; -- made by an earlier run, or by one running now
        end $$
        """
            .formatted(role, login));
  }

  /** The driver sends the SCRAM verifier, so that no password reaches the server's log. */
  private static void setPasswords(Connection connection, Map<Role, String> passwords)
      throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    for (Role role : Role.values()) {
      String password = passwords.get(role);
      if (password == null) {
        throw new IllegalArgumentException("no password for " + role.roleName());
      }
      postgres.alterUserPassword(role.roleName(), password.toCharArray(), "scram-sha-256");
    }
  }
}
