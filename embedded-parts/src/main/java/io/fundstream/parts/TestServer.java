package io.fundstream.parts;

import io.fundstream.migrations.Migrate;
import io.fundstream.migrations.MigrateConfig;
import io.fundstream.migrations.MigrateConfig.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server for tests, on which migrated databases are made quickly. */
public final class TestServer implements AutoCloseable {
  private static final String TEMPLATE = "fundstream_template";

  private static final class Shared {
    static final TestServer INSTANCE = new TestServer(launch().closedAtExit());
  }

  private final TestPart<Postgres> test;
  private final Map<Role, String> passwords = new EnumMap<>(Role.class);
  private final AtomicInteger databases = new AtomicInteger();
  private boolean hasTemplate;

  private TestServer(TestPart<Postgres> test) {
    this.test = test;
    for (Role role : Role.values()) {
      passwords.put(role, Passwords.random());
    }
  }

  private static TestPart<Postgres> launch() {
    return TestPart.start("postgres", folder -> Parts.chosen().postgres(folder, Map.of()));
  }

  /** One for all tests of this JVM; closed when the JVM ends. */
  public static TestServer shared() {
    return Shared.INSTANCE;
  }

  /** A server of its own, to be stopped and killed at will; the caller closes it. */
  public static TestServer fresh() {
    return new TestServer(launch());
  }

  public Postgres postgres() {
    return test.part();
  }

  /** The password of a role that logs in, the superuser included. */
  public String password(String role) {
    if (role.equals(postgres().superuser())) {
      return postgres().superuserPassword();
    }
    for (Map.Entry<Role, String> entry : passwords.entrySet()) {
      if (entry.getKey().roleName().equals(role)) {
        return entry.getValue();
      }
    }
    throw new IllegalArgumentException("no role that logs in: " + role);
  }

  /** A new database, migrated. */
  public synchronized TestDatabase database() {
    String name = "test_" + databases.incrementAndGet();
    try {
      if (!hasTemplate) {
        execute("create database " + TEMPLATE);
        migrate(TEMPLATE);
        hasTemplate = true;
      }
      execute("create database " + name + " template " + TEMPLATE);
      // Everything in a database is copied with it, but not the rights on it.
      execute(
          """
          update pg_database
          set datacl = (select datacl from pg_database where datname = '%s') where datname = '%s'
          """
              .formatted(TEMPLATE, name));
    } catch (SQLException e) {
      throw new PartFailed("cannot make the database " + name, e);
    }
    return new TestDatabase(this, name);
  }

  private void migrate(String database) throws SQLException {
    Migrate.run(
        new MigrateConfig(
            postgres().url(database),
            postgres().superuser(),
            postgres().superuserPassword(),
            passwords));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = postgres().connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    test.close();
  }
}
