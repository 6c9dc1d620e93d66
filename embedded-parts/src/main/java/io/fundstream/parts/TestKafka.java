package io.fundstream.parts;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Kafka for tests. Use topics of your own on the shared one. */
public final class TestKafka implements AutoCloseable {
  /** Brokers that tests are done with, emptied: a new one takes seconds to start. */
  private static final Deque<TestPart<Kafka>> EMPTIED = new ConcurrentLinkedDeque<>();

  private static final class Shared {
    static final TestKafka INSTANCE = new TestKafka(launch().closedAtExit());
  }

  private final TestPart<Kafka> test;
  private boolean closed;

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

  /**
   * A broker of its own without topics and groups, to be stopped and killed at will; the caller
   * closes it. Another test may have used it before.
   */
  public static TestKafka fresh() {
    TestPart<Kafka> emptied = EMPTIED.poll();
    return new TestKafka(emptied == null ? launch().closedAtExit() : emptied);
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

  /** Whoever used it is to be closed before. The shared one is closed at the end of the JVM. */
  @Override
  public void close() {
    if (closed) return;
    closed = true;
    if (test.part().running() && KafkaContents.deleted(bootstrapServers())) {
      EMPTIED.add(test);
    } else {
      test.close();
    }
  }
}
