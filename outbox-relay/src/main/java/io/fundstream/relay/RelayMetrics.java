package io.fundstream.relay;

import io.fundstream.relay.kafka.Outgoing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the relay tells Prometheus. */
final class RelayMetrics {
  private final Counter sent;
  private final Counter skipped;
  private final Counter filled;
  private final Counter recovered;
  private final Counter hung;
  private final Counter transactions;
  private final DistributionSummary batch;
  private final io.micrometer.core.instrument.Timer latency;
  private final AtomicLong lagBytes = new AtomicLong(-1);
  private final AtomicLong keys = new AtomicLong();
  private final AtomicLong settledMillis = new AtomicLong();

  RelayMetrics(MeterRegistry registry) {
    sent = counter(registry, "relay.events.sent", "Events committed to Kafka");
    skipped = counter(registry, "relay.events.skipped", "Events that Kafka held already");
    filled = counter(registry, "relay.events.filled", "Events read from the log to fill a gap");
    recovered = counter(registry, "relay.recoveries", "New slots with a snapshot");
    hung = counter(registry, "relay.hung", "Places where a transaction hung and was aborted");
    transactions = counter(registry, "relay.transactions", "Producer transactions committed");
    batch =
        DistributionSummary.builder("relay.batch.events")
            .description("Events in a producer transaction")
            .register(registry);
    latency =
        io.micrometer.core.instrument.Timer.builder("relay.latency")
            .description("From recorded_at of a batch's last event to its commit in Kafka")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    registry.gauge("relay.slot.lag.bytes", lagBytes);
    registry.gauge("relay.partition.keys", keys);
    registry.gauge(
        "relay.settled.age.seconds",
        settledMillis,
        at -> at.get() == 0 ? Double.NaN : (System.currentTimeMillis() - at.get()) / 1000.0);
  }

  void committed(Outgoing outgoing, Instant lastRecordedAt) {
    transactions.increment();
    if (!outgoing.events().isEmpty()) {
      sent.increment(outgoing.events().size());
      batch.record(outgoing.events().size());
      Duration age = Duration.between(lastRecordedAt, Instant.now());
      latency.record(age.isNegative() ? Duration.ZERO : age);
    }
    if (outgoing.settled() != null) {
      settledMillis.set(outgoing.settled().toEpochMilli());
    }
  }

  void skipped(int events) {
    skipped.increment(events);
  }

  void filled(int events) {
    filled.increment(events);
  }

  void recovered() {
    recovered.increment();
  }

  void hung(int places) {
    hung.increment(places);
  }

  void slotLag(long bytes) {
    lagBytes.set(bytes);
  }

  void keys(int known) {
    keys.set(known);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
