package io.fundstream.projector.stream;

import io.fundstream.projector.table.FillingTable.Spot;
import io.fundstream.projector.table.Part;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  private final Supplier<Intake<?>> intake;
  private final boolean fromBeginning;
  private final Settling settling;
  private final Filling filling;
  private final SettledMarks marks;
  private final Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
  private final Map<Part, Long> polledThrough = new HashMap<>();
  private long marksSeen;
  private boolean behind = true;
  private volatile boolean closed;

  IntakeConsumer(Map<String, Object> config, Run<?> run, Supplier<Intake<?>> intake) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.intake = intake;
    this.fromBeginning = run.fromBeginning();
    this.marks = run.settled();
    this.settling =
        new Settling(run.database(), run.name().toString(), run.settled(), run.topics());
    this.filling = new Filling(run);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Intake<?> here = intake.get();
    here.write();
    here.checkGaps();
    settle(here);
    if (filling.due()) {
      filling.tell(spots(here));
    }
    here.carryOut(assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition part : records.partitions()) {
      long end = records.records(part).getLast().offset() + 1;
      polledThrough.put(new Part(part.topic(), part.partition()), end);
    }
    behind |= !records.isEmpty();
    return records;
  }

  /** Looks for marks that are reached when there may be news: a mark, or records since. */
  private void settle(Intake<?> here) {
    long count = marks.count();
    if (count == 0 || (count == marksSeen && !behind)) {
      return;
    }
    marksSeen = count;
    behind = false;
    Set<Part> waiting = here.waitingParts();
    Map<Part, Long> applied = new HashMap<>();
    for (TopicPartition assigned : assignment()) {
      Part part = new Part(assigned.topic(), assigned.partition());
      long taken = here.takenThrough(part);
      boolean all = taken >= polledThrough.getOrDefault(part, 0L) && !waiting.contains(part);
      if (all) {
        applied.put(part, Math.max(taken, position(assigned, taken)));
      }
    }
    Set<Integer> parts = applied.keySet().stream().map(Part::part).collect(Collectors.toSet());
    settling.settle(parts, (topic, part) -> applied.getOrDefault(new Part(topic, part), 0L));
  }

  private Map<Part, Spot> spots(Intake<?> here) {
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
    Intake<?> here = intake.get();
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
      if (fromBeginning) {
        seekToBeginning(parts);
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
