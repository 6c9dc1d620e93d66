package io.fundstream.projector.stream;

import io.fundstream.projector.table.FillingTable.Spot;
import io.fundstream.projector.table.Part;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer under a stream thread. It stores the batch before anything else happens to offsets:
 * when Streams commits, and before each poll, because a poll may block.
 *
 * <p>Offsets are a hint: the database knows what is applied. They are sent without waiting, never
 * past a record that still waits in memory, and once more with waiting when parts are given away or
 * the consumer closes.
 */
final class IntakeConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeConsumer.class);
  private static final Duration LAST_HINT = Duration.ofSeconds(2);

  private final Supplier<Intake> intake;
  private final Set<String> again;
  private final Settling settling;
  private final Optional<Filling> filling;
  private final SettledMarks marks;
  private final Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
  private final Map<Part, Long> polledThrough = new HashMap<>();
  private long marksSeen;
  private boolean behind = true;
  private volatile long unread;
  private volatile boolean closed;

  IntakeConsumer(Map<String, Object> config, Run run, Supplier<Intake> intake) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.intake = intake;
    this.again = run.again();
    this.marks = run.shared().settled();
    this.settling = new Settling(run.shared().database(), marks);
    // Only a version that is alone is filled.
    this.filling =
        run.members().size() == 1
            ? Optional.of(new Filling(run.shared().database(), run.members().getFirst().status()))
            : Optional.empty();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Intake here = intake.get();
    here.write();
    here.checkGaps(() -> allRead(here));
    settle(here);
    filling.filter(Filling::due).ifPresent(due -> due.tell(spots(here)));
    here.carryOut(assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition part : records.partitions()) {
      long end = records.records(part).getLast().offset() + 1;
      polledThrough.put(new Part(part.topic(), part.partition()), end);
    }
    behind |= !records.isEmpty();
    unread = records.isEmpty() ? 0 : unreadNow();
    return records;
  }

  private long unreadNow() {
    long sum = 0;
    for (TopicPartition part : assignment()) {
      sum += currentLag(part).orElse(0);
    }
    return sum;
  }

  /** How many records there were to be read when it last looked; any thread may ask. */
  long unread() {
    return unread;
  }

  /** Whether everything that Kafka has of its parts was read and taken; not before it has some. */
  private boolean allRead(Intake here) {
    for (TopicPartition part : assignment()) {
      Part of = new Part(part.topic(), part.partition());
      OptionalLong lag = currentLag(part);
      if (lag.isEmpty()
          || lag.getAsLong() > 0
          || here.takenThrough(of) < polledThrough.getOrDefault(of, 0L)) {
        return false;
      }
    }
    return !assignment().isEmpty();
  }

  /** Looks for marks that are reached when there may be news: a mark, or records since. */
  private void settle(Intake here) {
    long count = marks.count();
    if (count == 0 || (count == marksSeen && !behind)) {
      return;
    }
    marksSeen = count;
    behind = false;
    Map<Part, Long> read = new HashMap<>();
    for (TopicPartition assigned : assignment()) {
      Part part = new Part(assigned.topic(), assigned.partition());
      long taken = here.takenThrough(part);
      if (taken >= polledThrough.getOrDefault(part, 0L)) {
        read.put(part, Math.max(taken, position(assigned, taken)));
      }
    }
    settling.settle(here.members(), read);
  }

  private Map<Part, Spot> spots(Intake here) {
    Map<Part, Spot> spots = new HashMap<>();
    for (TopicPartition assigned : assignment()) {
      Part part = new Part(assigned.topic(), assigned.partition());
      OptionalLong lag = currentLag(assigned);
      long position = position(assigned, -1);
      if (lag.isPresent() && position >= 0) {
        long taken = here.takenThrough(part);
        boolean all = taken >= polledThrough.getOrDefault(part, 0L);
        spots.put(part, new Spot(all ? position : taken, position + lag.getAsLong()));
      }
    }
    return spots;
  }

  private long position(TopicPartition part, long otherwise) {
    try {
      return position(part, Duration.ZERO);
    } catch (TimeoutException e) {
      return otherwise; // not known yet: the broker has not been asked
    }
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    commitSync(offsets, Duration.ZERO);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    Intake here = intake.get();
    here.write();
    hints.putAll(here.bounded(offsets));
    commitAsync(
        Map.copyOf(hints),
        (sent, failure) -> {
          if (failure != null) {
            LOG.debug("offsets were not taken, which costs a few duplicates", failure);
          }
        });
  }

  @Override
  public void subscribe(Collection<String> wanted, ConsumerRebalanceListener listener) {
    super.subscribe(wanted, new Rebalancing(listener));
  }

  /** Whether its thread was given back. */
  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    sendHints();
    super.close();
  }

  @Override
  public void close(CloseOptions options) {
    closed = true;
    sendHints();
    super.close(options);
  }

  private void sendHints() {
    if (hints.isEmpty()) {
      return;
    }
    try {
      super.commitSync(Map.copyOf(hints), LAST_HINT);
    } catch (KafkaException e) {
      LOG.debug("offsets were not taken, which costs a few duplicates", e);
    }
    hints.clear();
  }

  private void drop(Collection<TopicPartition> lost) {
    hints.keySet().removeAll(lost);
    Set<Part> parts =
        lost.stream()
            .map(part -> new Part(part.topic(), part.partition()))
            .collect(Collectors.toSet());
    polledThrough.keySet().removeAll(parts);
    intake.get().forget(parts);
  }

  /** Streams' own listener, with our part before and after. */
  private final class Rebalancing implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener streams;

    Rebalancing(ConsumerRebalanceListener streams) {
      this.streams = streams;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> parts) {
      streams.onPartitionsAssigned(parts);
      List<TopicPartition> those =
          parts.stream().filter(part -> again.contains(part.topic())).toList();
      if (!those.isEmpty()) {
        seekToBeginning(those); // of none would be of all
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> parts) {
      streams.onPartitionsRevoked(parts); // commits, and so stores what is in hand
      sendHints();
      drop(parts);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> parts) {
      streams.onPartitionsLost(parts);
      drop(parts);
    }
  }
}
