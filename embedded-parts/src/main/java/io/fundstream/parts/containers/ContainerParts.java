package io.fundstream.parts.containers;

import io.fundstream.parts.Kafka;
import io.fundstream.parts.Postgres;
import io.fundstream.parts.Registry;
import java.util.Map;

/** Makes parts that are containers. They are not started yet. */
public final class ContainerParts {
  private ContainerParts() {}

  public static Postgres postgres(int port, String password, Map<String, String> parameters) {
    return new PostgresContainerPart(port, password, parameters);
  }

  public static Kafka kafka(int port) {
    return new KafkaContainerPart(port);
  }

  public static Registry registry(int port, Postgres server, String password) {
    return new RegistryContainerPart(port, server, password);
  }
}
