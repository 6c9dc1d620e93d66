package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.support.ChildProjector;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Operator;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.projector.support.TestProjector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** A process killed while parked records are applied. */
class DrainCrashTest {
  @Test
  void a_kill_during_the_drain_loses_and_repeats_nothing() throws Exception {
    long seed = System.nanoTime();
    System.out.println("DrainCrashTest seed " + seed);
    Random random = new Random(seed);
    try (Stage own = Stage.set()) {
      Operator here = new Operator(own);
      Funds fund = new Funds();
      List<TestEvent> events = new ArrayList<>();
      TestEvent first = fund.registered("First");
      for (int i = 0; i < 6_000; i++) {
        events.add(fund.renamed("Name " + i));
      }
      Map<String, String> env = own.environment();
      ProducerRecord<byte[], byte[]> good = own.relay().record(first);
      try (ChildProjector child = ChildProjector.start(env, FreePort.next()).awaitReady()) {
        RecordMetadata at =
            own.relay()
                .send(
                    new ProducerRecord<>(
                        good.topic(),
                        null,
                        null,
                        good.key(),
                        new byte[] {0, 1, 2},
                        good.headers()));
        Place place = new Place(at.topic(), at.partition(), at.offset());
        own.relay().send(events);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> here.parked("fund-v1", fund.id()).size() == 6_001);
        here.mend(place, good.value());
        here.letters().retry(List.of(), place);
        long until = random.nextLong(6_000);
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(1))
            .until(() -> own.tables().progress("fund-v1", fund.id()) >= until);
        child.kill();
      }
      try (TestProjector again = own.projector()) {
        assertThat(again.service().ready()).isTrue();
        own.awaitProgress(fund.id(), 6_001);
        assertThat(own.fund("version", fund.id())).as("seed %d", seed).isEqualTo("6001");
        for (String table : List.of("fund_history", "event", "activity")) {
          assertThat(own.tables().number("select count(*) from read_model." + table))
              .as("%s, seed %d", table, seed)
              .isEqualTo(6_001);
        }
        assertThat(own.tables().number("select count(*) from read_model.parked")).isZero();
        await().until(() -> own.tables().number("select count(*) from read_model.wish") == 0);
      }
    }
  }
}
