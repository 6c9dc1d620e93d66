package io.fundstream.relay.kafka;

import io.fundstream.relay.plan.Head;
import io.fundstream.relay.plan.Heads;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What earlier relays committed. Read it only after {@code initTransactions}: before, a
 * predecessor's transaction may still be undecided.
 */
public final class CommittedState {
  private static final TopicPartition OFFSETS = new TopicPartition(Topics.RELAY_OFFSETS, 0);
  private static final TopicPartition HEADS = new TopicPartition(Topics.RELAY_HEADS, 0);

  private static final Duration VISIBLE = Duration.ofSeconds(10);

  private final KafkaSettings settings;

  public CommittedState(KafkaSettings settings) {
    this.settings = settings;
  }

  /** The source position of the last committed batch; null if there is none or it was lost. */
  public @Nullable SourcePosition position() {
    try (CommittedReader reader = new CommittedReader(settings)) {
      ConsumerRecord<byte[], byte[]> last = reader.last(List.of(OFFSETS)).get(OFFSETS);
      return last == null || last.value() == null ? null : SourcePosition.read(last.value());
    }
  }

  /**
   * The source position, once at least {@code lsn} is visible. A commit is answered a little before
   * its records can be read.
   *
   * @throws TimeoutException if it does not become visible
   */
  public SourcePosition awaitPosition(long lsn) {
    long deadline = System.nanoTime() + VISIBLE.toNanos();
    while (true) {
      SourcePosition position = position();
      if (position != null && position.lsn() >= lsn) {
        return position;
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new TimeoutException("the source position " + lsn + " is not visible in Kafka");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Reads the heads topic into {@code heads}. */
  public void loadHeads(Heads heads) {
    heads.clear();
    try (CommittedReader reader = new CommittedReader(settings)) {
      reader.readAll(
          List.of(HEADS),
          record -> {
            UUID key = UUID.fromString(new String(record.key(), StandardCharsets.US_ASCII));
            heads.put(key, HeadRecord.read(record.value()));
          });
    }
  }

  /** Works the heads out from the events themselves: one scan of the contexts' topics. */
  public void scanHeads(Collection<String> contexts, Heads heads) {
    heads.clear();
    try (CommittedReader reader = new CommittedReader(settings)) {
      reader.readAll(
          contexts.stream().flatMap(c -> reader.partitions(Topics.of(c)).stream()).toList(),
          record -> {
            EventEnvelope event = envelope(record);
            Head known = heads.get(event.partitionKey());
            if (known == null || known.seq() < event.seq()) {
              heads.put(
                  event.partitionKey(), new Head(event.seq(), event.hash(), event.recordedAt()));
            }
          });
    }
  }

  /** The offset after the last event of each partition of the contexts' topics. */
  public TopicEnds ends(Collection<String> contexts) {
    TopicEnds ends = new TopicEnds(contexts);
    try (CommittedReader reader = new CommittedReader(settings)) {
      List<TopicPartition> partitions =
          contexts.stream().flatMap(c -> reader.partitions(Topics.of(c)).stream()).toList();
      reader
          .last(partitions)
          .forEach((partition, record) ->
              ends.sent(partition.topic(), partition.partition(), record.offset()));
    }
    return ends;
  }

  /**
   * Whether the heads know the last event of every partition. Lost heads are noticed by it even
   * when the source position, which counts them, is lost too.
   */
  public boolean covers(Heads heads, Collection<String> contexts) {
    try (CommittedReader reader = new CommittedReader(settings)) {
      List<TopicPartition> partitions =
          contexts.stream().flatMap(c -> reader.partitions(Topics.of(c)).stream()).toList();
      return reader.last(partitions).values().stream().allMatch(record -> knows(heads, record));
    }
  }

  private static boolean knows(Heads heads, ConsumerRecord<byte[], byte[]> record) {
    EventEnvelope event = envelope(record);
    Head head = heads.get(event.partitionKey());
    return head != null && head.seq() >= event.seq();
  }

  private static EventEnvelope envelope(ConsumerRecord<byte[], byte[]> record) {
    return EventEnvelope.read(
        record.key(),
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        });
  }
}
