package io.fundstream.parts;

import java.sql.SQLException;

/** A schema registry for tests. Use subjects of your own on the shared one. */
public final class TestRegistry implements AutoCloseable {
  private static final class Shared {
    static final TestPart<Registry> INSTANCE = launch(TestServer.shared()).closedAtExit();
  }

  private final TestPart<Registry> test;
  private final AutoCloseable storage;

  private TestRegistry(TestPart<Registry> test, AutoCloseable storage) {
    this.test = test;
    this.storage = storage;
  }

  private static TestPart<Registry> launch(TestServer server) {
    String password = Passwords.random();
    try {
      RegistryStorage.create(server.postgres(), password);
    } catch (SQLException e) {
      throw new PartFailed("cannot make the registry's database", e);
    }
    return TestPart.start(
        "registry", folder -> Parts.chosen().registry(folder, server.postgres(), password));
  }

  /** One for all tests of this JVM; closed when the JVM ends. */
  public static TestRegistry shared() {
    return new TestRegistry(Shared.INSTANCE, () -> {});
  }

  /** A registry, and a PostgreSQL under it, of its own; the caller closes it. */
  public static TestRegistry fresh() {
    TestServer server = TestServer.fresh();
    return new TestRegistry(launch(server), server);
  }

  /** Where it speaks the Confluent Schema Registry's API; the same after each start. */
  public String url() {
    return test.part().url();
  }

  /** Starts it again and returns when it answers. */
  public void start() {
    test.part().start();
  }

  public void stop() {
    test.part().stop();
  }

  /** As a power cut would. Its schemas are safe in PostgreSQL. */
  public void kill() {
    test.part().kill();
  }

  /** Stops it and deletes its data. */
  @Override
  public void close() throws Exception {
    test.close();
    storage.close();
  }
}
