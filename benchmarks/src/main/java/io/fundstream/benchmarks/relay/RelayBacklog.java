package io.fundstream.benchmarks.relay;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.relay.RelayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Events that were written while no relay ran, into Kafka: by ours, with its transactions and all
 * its checks; by the bare stream; by Debezium as it comes. All three read the same rows, each from
 * a slot of its own, and write to as many partitions. And by an outbox that polls, which has a
 * table of its own and, because it is slow, fewer entries.
 */
public final class RelayBacklog implements Benchmark {
  private static final int PER_SECOND_OF_ROUND = 30_000;
  private static final int POLLED_PER_SECOND_OF_ROUND = 1_000;
  private static final String POLLED = "p".repeat(376); // 280 bytes in Base64
  private static final int PARTITIONS = 12;
  private static final double OF_BARE_STREAM = 0.6;
  private static final double OF_PEER = 1.3;

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    int events = Math.toIntExact(rounds.length().toSeconds() * PER_SECOND_OF_ROUND);
    int few = Math.toIntExact(rounds.length().toSeconds() * POLLED_PER_SECOND_OF_ROUND);
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> stock = new ArrayList<>();
    List<Double> polled = new ArrayList<>();
    try (TestDatabase database = TestDatabase.fresh();
        TestKafka kafka = TestKafka.fresh();
        Acknowledged producer = new Acknowledged(kafka.bootstrapServers());
        PollingOutbox outbox =
            new PollingOutbox(
                database, (key, payload) -> producer.acknowledged("polled", key, payload))) {
      makeTopics(kafka, "bare", "stock", "polled");
      Backlog backlog = new Backlog(database);
      RelayConfig config = ReadyRelay.config(database, kafka);
      ReadyRelay.start(config).close(); // makes its slot
      for (int round = 0; round <= rounds.count(); round++) {
        try (Slot one = new Slot(database, "bench_bare");
            Slot other = new Slot(database, "bench_stock")) {
          backlog.append(events);
          double first = relay(config, events);
          double second = new BareStream(database, producer, "bare").perSecond(one, events);
          double third = new StockRouter(database, producer, "stock").perSecond(other, events);
          double fourth = outbox.perSecond(few, POLLED);
          System.err.printf(
              "  round %d: %,.0f, %,.0f, %,.0f, %,.0f%n", round, first, second, third, fourth);
          if (round == 0) continue;
          ours.add(first);
          bare.add(second);
          stock.add(third);
          polled.add(fourth);
        }
      }
    }
    return List.of(
        against("bare stream into a producer", ours, bare, OF_BARE_STREAM),
        against("Debezium with its EventRouter", ours, stock, OF_PEER),
        against("a polling outbox, unordered", ours, polled, OF_PEER));
  }

  private static Result against(String other, List<Double> ours, List<Double> theirs, double aim) {
    return Result.ratio(
        "relay, backlog", "events/s", Rounds.Series.of(ours), other, Rounds.Series.of(theirs), aim);
  }

  private static double relay(RelayConfig config, long events) {
    try (ReadyRelay relay = ReadyRelay.start(config)) {
      return Pace.perSecond(events, relay::sent);
    }
  }

  private static void makeTopics(TestKafka kafka, String... names)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (String name : names) {
        admin
            .createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
            .all()
            .get();
      }
    }
  }
}
