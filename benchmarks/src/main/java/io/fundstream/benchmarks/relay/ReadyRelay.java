package io.fundstream.benchmarks.relay;

import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.relay.Main;
import io.fundstream.relay.RelayConfig;
import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.service.RunningService;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A real relay, and what it says of itself. */
public final class ReadyRelay implements AutoCloseable {
  private static final String SENT = "fundstream_relay_events_sent_total{";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final RunningService relay;

  private ReadyRelay(RunningService relay) {
    this.relay = relay;
  }

  /** The defaults on a database and a Kafka. */
  public static RelayConfig config(TestDatabase database, TestKafka kafka) {
    return RelayConfig.of(
        new HttpConfig("127.0.0.1", 0),
        new RelayDatabase(
            database.url(), "fundstream_relay", database.password("fundstream_relay")),
        kafka.bootstrapServers(),
        TestRegistry.shared().url());
  }

  /** Returns when it streams. */
  public static ReadyRelay start(RelayConfig config) {
    RunningService relay = Main.start(config);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!relay.ready()) {
      if (System.nanoTime() > end) {
        relay.close();
        throw new IllegalStateException("the relay is not ready");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return new ReadyRelay(relay);
  }

  /** Events committed to Kafka since its start. */
  public long sent() {
    return Scrape.sum(relay.http(), SENT);
  }

  @Override
  public void close() {
    relay.close();
  }
}
