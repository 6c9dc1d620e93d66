package io.fundstream.parts;

import io.fundstream.parts.containers.ContainerParts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The one switch between embedded parts and containers: the system property {@code
 * fundstream.parts}, which the Maven profile {@code containers} sets.
 */
public enum Parts {
  /** From Maven artifacts; the default. */
  EMBEDDED {
    @Override
    Postgres postgres(Path folder, Map<String, String> parameters) {
      return new PostgresPart(
          new PostgresPart.Settings(
              folder, FreePort.next(), Passwords.random(), parameters, records()));
    }

    @Override
    Kafka kafka(Path folder) {
      return new KafkaPart(
          new KafkaSettings(folder, FreePort.next(), FreePort.next(), Map.of()), records());
    }

    @Override
    Registry registry(Path folder, Postgres server, String password) {
      RegistryStorage storage = new RegistryStorage(server.url(RegistryStorage.NAME), password);
      return new RegistryPart(
          new RegistryPart.Settings(folder, FreePort.next(), FreePort.next(), storage, records()));
    }
  },

  /** From the official images, through Testcontainers. */
  CONTAINERS {
    @Override
    Postgres postgres(Path folder, Map<String, String> parameters) {
      return ContainerParts.postgres(FreePort.next(), Passwords.random(), parameters);
    }

    @Override
    Kafka kafka(Path folder) {
      return ContainerParts.kafka(FreePort.next());
    }

    @Override
    Registry registry(Path folder, Postgres server, String password) {
      return ContainerParts.registry(FreePort.next(), server, password);
    }
  };

  /** What this JVM was told to use. */
  public static Parts chosen() {
    return valueOf(System.getProperty("fundstream.parts", "embedded").toUpperCase(Locale.ROOT));
  }

  /** Parts for a test: random ports and passwords. The folder is theirs alone. */
  abstract Postgres postgres(Path folder, Map<String, String> parameters);

  abstract Kafka kafka(Path folder);

  abstract Registry registry(Path folder, Postgres server, String password);

  private static ChildRecords records() {
    return new ChildRecords(PartsHome.folder().resolve("children"));
  }

  /** Ends what test JVMs that were killed have left behind. */
  static void endOrphans() {
    records().endOrphans();
  }
}
