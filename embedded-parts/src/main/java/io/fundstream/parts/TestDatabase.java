package io.fundstream.parts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of a test's own. */
public final class TestDatabase implements AutoCloseable {
  private final TestServer server;
  private final String name;

  TestDatabase(TestServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** A new one on the server that all tests of this JVM share. */
  public static TestDatabase fresh() {
    return TestServer.shared().database();
  }

  /** JDBC address, without user and password. */
  public String url() {
    return server.postgres().url(name);
  }

  public String name() {
    return name;
  }

  /** The name of the superuser; {@link #password} knows its password too. */
  public String superuser() {
    return server.postgres().superuser();
  }

  /** The password of a role that logs in. */
  public String password(String role) {
    return server.password(role);
  }

  /** A new connection as that role; the caller closes it. */
  public Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(url(), role, password(role));
  }

  /** Each connection it gives is a new one. */
  public DataSource as(String role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser(role);
    source.setPassword(password(role));
    return source;
  }

  /** The server it is on. */
  public TestServer server() {
    return server;
  }

  /** Drops it with its replication slots, whoever is connected. */
  @Override
  public void close() throws SQLException {
    try (Connection connection = connect(superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(active_pid) from pg_replication_slots
          where database = current_database() and active_pid is not null
          """);
      statement.execute(
          """
          select pg_drop_replication_slot(slot_name) from pg_replication_slots
          where database = current_database() and not active
          """);
    }
    server.execute("drop database " + name + " with (force)");
  }
}
