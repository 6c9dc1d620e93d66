package io.fundstream.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestKafka;
import io.fundstream.relay.plan.Head;
import io.fundstream.schemas.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kafka's client may let a commit overtake records that were sent just before it (0100). They are
 * then missing in the transaction and block the next one.
 */
class RelayProducerTest {
  private static final int COMMITS = 20;

  private final AtomicInteger open = new AtomicInteger();
  private final List<Integer> openAtCommit = new ArrayList<>();

  @Test
  void a_commit_is_asked_for_when_every_record_has_been_acknowledged() {
    try (TestKafka kafka = TestKafka.fresh()) {
      KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers(), 1, 1, "lz4", 30_000);
      new RelayTopics(settings).ensure(Set.of("fund"));
      try (RelayProducer producer = new RelayProducer(watched(RelayProducer.client(settings)))) {
        producer.init();
        for (int commit = 0; commit < COMMITS; commit++) {
          producer.commit(batch(commit % 2 == 0 ? Instant.EPOCH : null));
        }
      }
    }
    assertThat(openAtCommit).hasSize(COMMITS).containsOnly(0);
  }

  private static Outgoing batch(@Nullable Instant settled) {
    UUID key = UUID.randomUUID();
    var event = new ProducerRecord<>(Topics.of("fund"), new byte[] {1}, new byte[] {2});
    Head head = new Head(1, new byte[Head.HASH], Instant.EPOCH);
    return new Outgoing(List.of(event), Map.of(key, head), null, settled);
  }

  /** The real client; counts what it has not yet been told of by the broker. */
  @SuppressWarnings("unchecked")
  private Producer<byte[], byte[]> watched(Producer<byte[], byte[]> client) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send")) {
                open.incrementAndGet();
                arguments[1] = counted((Callback) arguments[1]);
              }
              if (method.getName().equals("commitTransaction")) openAtCommit.add(open.get());
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Callback counted(Callback told) {
    return (metadata, failure) -> {
      told.onCompletion(metadata, failure);
      open.decrementAndGet();
    };
  }
}
