package io.fundstream.parts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The registry's own database {@code apicurio} and the role of the same name that owns it. No role
 * of ours can reach it, and it reaches nothing of ours.
 *
 * @param url JDBC address as the registry sees it
 */
public record RegistryStorage(String url, String password) {
  public static final String NAME = "apicurio";

  /** Makes database and role where they are missing and sets the password. */
  public static void create(Postgres server, String password) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
        statement.execute("create role " + NAME + " login nosuperuser nocreatedb nocreaterole");
      }
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
      if (isMissing(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
        statement.execute("create database " + NAME + " owner " + NAME);
        statement.execute("revoke all on database " + NAME + " from public");
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  /** What tells the registry's server about it. */
  public Map<String, String> environment() {
    return Map.of(
        "APICURIO_STORAGE_KIND", "sql",
        "APICURIO_STORAGE_SQL_KIND", "postgresql",
        "APICURIO_DATASOURCE_URL", url,
        "APICURIO_DATASOURCE_USERNAME", NAME,
        "APICURIO_DATASOURCE_PASSWORD", password,
        "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2",
        "APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1",
        "APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10");
  }
}
