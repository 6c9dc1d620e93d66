package io.fundstream.relay.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the relay's role. There are few and they live long, so there is no pool.
 *
 * @param url JDBC URL
 * @param user a role with REPLICATION and pg_read_all_stats
 */
public record RelayDatabase(String url, String user, String password) {
  /** Prefix of every session's {@code application_name}. */
  public static final String APPLICATION_NAME = "fundstream_relay";

  /** A session for ordinary statements, in autocommit. */
  public Connection connect(String purpose) throws SQLException {
    return DriverManager.getConnection(url, properties(purpose));
  }

  /** Sessions for one short question each. */
  public DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName(APPLICATION_NAME);
    source.setConnectTimeout(5);
    return source;
  }

  /** A session for replication commands. */
  Connection replication() throws SQLException {
    Properties properties = properties("slot");
    properties.setProperty("replication", "database");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("assumeMinServerVersion", "17");
    return DriverManager.getConnection(url, properties);
  }

  private Properties properties(String purpose) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", APPLICATION_NAME + "_" + purpose);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  @Override
  public String toString() {
    return "RelayDatabase[url=" + url + ", user=" + user + "]";
  }
}
