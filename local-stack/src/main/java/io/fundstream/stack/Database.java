package io.fundstream.stack;

import io.fundstream.migrations.Migrate;
import io.fundstream.migrations.MigrateConfig;
import io.fundstream.parts.PartFailed;
import io.fundstream.parts.Postgres;
import io.fundstream.parts.PostgresPart;
import io.fundstream.parts.RegistryStorage;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The PostgreSQL of a data folder and what is in it. */
public final class Database {
  private static final String NAME = "fundstream";

  private Database() {}

  /** Not started yet. */
  public static PostgresPart server(DataFolder folder, Ports ports, Secrets secrets) {
    return new PostgresPart(
        new PostgresPart.Settings(
            folder.of("postgres"),
            ports.postgres(),
            secrets.superuser(),
            Map.of(),
            folder.children()));
  }

  /** Makes the database if need be and brings it to our schema. */
  public static void migrate(Postgres server, Secrets secrets) {
    try {
      create(server);
      Migrate.run(
          new MigrateConfig(
              server.url(NAME), server.superuser(), server.superuserPassword(), secrets.roles()));
    } catch (SQLException e) {
      throw new PartFailed("the database cannot be migrated: " + e.getMessage(), e);
    }
  }

  /** Makes the place where the registry keeps its schemas. */
  public static RegistryStorage registryStorage(Postgres server, Secrets secrets) {
    return new RegistryStorage(server.url(RegistryStorage.NAME), secrets.registry());
  }

  static void createRegistryStorage(Postgres server, Secrets secrets) {
    try {
      RegistryStorage.create(server, secrets.registry());
    } catch (SQLException e) {
      throw new PartFailed("the registry's database cannot be made: " + e.getMessage(), e);
    }
  }

  private static void create(Postgres server) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
      if (!rows.next()) {
        statement.execute("create database " + NAME);
      }
    }
  }
}
