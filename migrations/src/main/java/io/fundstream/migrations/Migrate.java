package io.fundstream.migrations;

import io.fundstream.migrations.MigrateConfig.Role;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migration step: roles, then the write side as its owner, then the read side as its owner.
 *
 * <p>May be run again at any time; a database that is up to date is left as it is.
 */
public final class Migrate {
  private static final Logger LOG = LoggerFactory.getLogger(Migrate.class);
  private static final String USAGE =
      """
      Brings the database to the schema of this version of Fundstream.

      FUNDSTREAM_DATABASE_URL         JDBC address of an existing database, for example jdbc:postgresql://127.0.0.1:5432/fundstream
      FUNDSTREAM_ADMIN_USER           a superuser: it makes the roles
      FUNDSTREAM_ADMIN_PASSWORD       its password
      FUNDSTREAM_<ROLE>_PASSWORD      the password to set for MIGRATOR, GATEWAY, RELAY, PROJECTOR, QUERY and VERIFY
      """;

  private Migrate() {}

  /**
   * Applies everything that is missing.
   *
   * @throws SQLException if the server cannot be reached or refuses
   * @throws org.flywaydb.core.api.FlywayException if a script fails, or one that was applied has
   *     been changed since
   */
  public static void run(MigrateConfig config) throws SQLException {
    DatabaseRoles.create(config);
    int written = migrate(config, "event_store", "fundstream_owner");
    int read = migrate(config, "read_model", "fundstream_projector");
    LOG.info("event_store: {} scripts applied, read_model: {} scripts applied", written, read);
  }

  private static int migrate(MigrateConfig config, String schema, String owner) {
    String password = config.passwords().get(Role.MIGRATOR);
    return Flyway.configure()
        .dataSource(config.url(), Role.MIGRATOR.roleName(), password)
        .callbacks(new RunAs(owner))
        .schemas(schema)
        .createSchemas(false)
        .table("schema_history")
        .locations("classpath:db/" + schema)
        .validateMigrationNaming(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /** Exit status 0 when the database is up to date, 1 when it could not be brought there. */
  public static void main(String[] args) throws SQLException {
    if (args.length > 0) {
      System.out.print(USAGE);
      return;
    }
    run(MigrateConfig.from(Map.copyOf(System.getenv())));
  }
}
