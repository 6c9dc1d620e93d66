package io.fundstream.parts.containers;

import io.fundstream.parts.Postgres;
import io.fundstream.parts.Registry;
import io.fundstream.parts.RegistryAnswers;
import io.fundstream.parts.RegistryStorage;

/** apicurio/apicurio-registry:3.3.3 that stores in the container of PostgreSQL. */
final class RegistryContainerPart extends ContainerPart implements Registry {
  private static final int INNER_PORT = 8080;

  private final int port;

  RegistryContainerPart(int port, Postgres server, String password) {
    super("registry", "apicurio/apicurio-registry:3.3.3", port, INNER_PORT);
    this.port = port;
    if (!(server instanceof PostgresContainerPart postgres)) {
      throw new IllegalArgumentException("a registry container needs a PostgreSQL container");
    }
    new RegistryStorage(postgres.innerUrl(RegistryStorage.NAME), password)
        .environment()
        .forEach(container::withEnv);
  }

  @Override
  boolean answers() {
    return RegistryAnswers.at(url());
  }

  @Override
  public String url() {
    return "http://" + container.getHost() + ":" + port + RegistryAnswers.API;
  }
}
