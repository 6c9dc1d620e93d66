package io.fundstream.parts;

/** Kafka for tests. Use topics of your own on the shared one. */
public final class TestKafka implements AutoCloseable {
  private static final class Shared {
    static final TestKafka INSTANCE = new TestKafka(launch().closedAtExit());
  }

  private final TestPart<Kafka> test;

  private TestKafka(TestPart<Kafka> test) {
    this.test = test;
  }

  private static TestPart<Kafka> launch() {
    return TestPart.start("kafka", Parts.chosen()::kafka);
  }

  /** One for all tests of this JVM; closed when the JVM ends. */
  public static TestKafka shared() {
    return Shared.INSTANCE;
  }

  /** A broker of its own, to be stopped and killed at will; the caller closes it. */
  public static TestKafka fresh() {
    return new TestKafka(launch());
  }

  /** host:port, the same after each start. */
  public String bootstrapServers() {
    return test.part().bootstrapServers();
  }

  /** Starts it again and returns when it answers. */
  public void start() {
    test.part().start();
  }

  public void stop() {
    test.part().stop();
  }

  /** As a power cut would. */
  public void kill() {
    test.part().kill();
  }

  /** Stops it and deletes its data. The shared one is closed at the end of the JVM alone. */
  @Override
  public void close() {
    test.close();
  }
}
