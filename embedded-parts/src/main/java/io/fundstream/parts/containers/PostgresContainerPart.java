package io.fundstream.parts.containers;

import io.fundstream.parts.Postgres;
import io.fundstream.parts.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** postgres:17 with the settings of the embedded one. */
final class PostgresContainerPart extends ContainerPart implements Postgres {
  static final int INNER_PORT = 5432;
  private static final String SUPERUSER = "postgres";

  private final int port;
  private final String alias;
  private final String password;

  PostgresContainerPart(int port, String password, Map<String, String> parameters) {
    super("postgres", "postgres:17", port, INNER_PORT);
    this.port = port;
    this.password = password;
    this.alias = "postgres-" + port;
    container.withNetworkAliases(alias);
    Map<String, String> server = new TreeMap<>(PostgresSettings.ALWAYS);
    server.putAll(parameters);
    List<String> command = new ArrayList<>(List.of("postgres"));
    server.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    container.withCommand(command.toArray(String[]::new));
    container.withEnv("POSTGRES_PASSWORD", password);
  }

  /** The address inside the network of containers. */
  String innerUrl(String database) {
    return "jdbc:postgresql://" + alias + ":" + INNER_PORT + "/" + database;
  }

  @Override
  boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public String url(String database) {
    return "jdbc:postgresql://" + container.getHost() + ":" + port + "/" + database;
  }

  @Override
  public String superuser() {
    return SUPERUSER;
  }

  @Override
  public String superuserPassword() {
    return password;
  }
}
