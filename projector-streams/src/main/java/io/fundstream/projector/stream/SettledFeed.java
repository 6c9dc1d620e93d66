package io.fundstream.projector.stream;

import io.fundstream.runtime.supervisor.Supervisor;
import io.fundstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the relay's marks for all projections of this process. */
public final class SettledFeed implements Supervisor.Body {
  private static final Logger LOG = LoggerFactory.getLogger(SettledFeed.class);
  private static final TopicPartition PART = new TopicPartition(Topics.RELAY_SETTLED, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Marks looked back at when starting: older ones say nothing that a younger one does not. */
  private static final long BACK = 16;

  private final Map<String, Object> client;
  private final SettledMarks marks;

  /**
   * @param client what every Kafka client of this process is given: addresses, security
   */
  public SettledFeed(Map<String, Object> client, SettledMarks marks) {
    this.client = Map.copyOf(client);
    this.marks = marks;
  }

  @Override
  public void run(Runnable up) throws Exception {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "fundstream-projector-settled");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    SourceTopics.await(client, Set.of(Topics.RELAY_SETTLED));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PART));
      long end = consumer.endOffsets(List.of(PART)).getOrDefault(PART, 0L);
      consumer.seek(PART, Math.max(0, end - BACK));
      up.run();
      pollUntilInterrupted(consumer);
      throw new InterruptedException("closing");
    }
  }

  private void pollUntilInterrupted(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      while (!Thread.interrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (InterruptException e) {
      Thread
          .interrupted(); // the consumer closes in peace; the caller says that we were interrupted
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      marks.add(SettledMark.read(record.value()));
    } catch (IllegalArgumentException e) {
      LOG.warn("{}@{} is no settled mark", PART, record.offset(), e);
    }
  }
}
