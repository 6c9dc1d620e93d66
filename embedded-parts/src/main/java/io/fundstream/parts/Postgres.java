package io.fundstream.parts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL server, durable as in production: fsync, full page writes, synchronous commit. */
public interface Postgres extends Part {

  /** JDBC address of a database on this server. */
  String url(String database);

  String superuser();

  String superuserPassword();

  /** A connection as superuser; the caller closes it. */
  default Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), superuser(), superuserPassword());
  }
}
