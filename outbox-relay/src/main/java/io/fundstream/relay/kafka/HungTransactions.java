package io.fundstream.relay.kafka;

import io.fundstream.relay.Hung;
import io.fundstream.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Transactions in the relay's topics that stay undecided although the relay has none open. A broker
 * that is killed between a commit and its markers may forget the markers at its next start
 * (KAFKA-20734), even of a commit that it has acknowledged, and nobody can read past the records
 * then. Since nobody has read them either, they can be aborted and sent again.
 *
 * <p>Only the relay writes to these topics, so ask only while it is the one that runs and has no
 * transaction open itself.
 */
public final class HungTransactions implements AutoCloseable {
  /** Markers follow a commit within milliseconds; what is undecided for so long hangs. */
  private static final Duration LASTING = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(100);

  /** How often a running relay looks. A look is two small requests. */
  private static final Duration EVERY = Duration.ofSeconds(3);

  private final Admin admin;
  private long lookedAt = System.nanoTime();

  public HungTransactions(KafkaSettings settings) {
    this.admin = Admin.create(settings.admin());
  }

  /**
   * Looks, if the last look was a while ago.
   *
   * @throws Hung if a transaction hangs
   */
  public void look(Collection<String> contexts) {
    if (System.nanoTime() - lookedAt < EVERY.toNanos()) {
      return;
    }
    Set<OpenTransaction> hung = lasting(contexts);
    lookedAt = System.nanoTime();
    if (!hung.isEmpty()) {
      throw new Hung(places(hung));
    }
  }

  /**
   * Aborts every transaction that hangs.
   *
   * @param disown is called when the relay's own topics can be written to and before any event is
   *     aborted: what they say of the events is no longer to be believed, also by a relay that
   *     comes after a crash of this one
   * @return where one hung; empty if nowhere, and then {@code disown} was not called
   */
  public Set<String> abort(Collection<String> contexts, Runnable disown) {
    Set<OpenTransaction> hung = lasting(contexts);
    if (hung.isEmpty()) {
      return Set.of();
    }
    Map<Boolean, List<OpenTransaction>> own =
        hung.stream()
            .collect(
                Collectors.partitioningBy(
                    open -> RelayTopics.INTERNAL.contains(open.partition().topic())));
    own.getOrDefault(true, List.of()).forEach(this::abort);
    disown.run();
    own.getOrDefault(false, List.of()).forEach(this::abort);
    return places(hung);
  }

  private void abort(OpenTransaction open) {
    AbortTransactionSpec spec =
        new AbortTransactionSpec(
            open.partition(),
            open.producer().producerId(),
            (short) open.producer().producerEpoch(),
            open.producer().coordinatorEpoch().orElse(0));
    KafkaAnswer.of(admin.abortTransaction(spec).all());
  }

  /** What is open now and was all the time that a marker could take. */
  private Set<OpenTransaction> lasting(Collection<String> contexts) {
    Set<OpenTransaction> lasting = new HashSet<>(open(contexts));
    long until = System.nanoTime() + LASTING.toNanos();
    while (!lasting.isEmpty() && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptException(e);
      }
      lasting.retainAll(open(contexts));
    }
    return lasting;
  }

  private Set<OpenTransaction> open(Collection<String> contexts) {
    List<TopicPartition> undecided = undecided(contexts);
    if (undecided.isEmpty()) {
      return Set.of();
    }
    Set<OpenTransaction> open = new HashSet<>();
    KafkaAnswer.of(admin.describeProducers(undecided).all())
        .forEach((partition, state) -> open.addAll(open(partition, state)));
    return open;
  }

  private static List<OpenTransaction> open(
      TopicPartition partition, PartitionProducerState state) {
    return state.activeProducers().stream()
        .filter(producer -> producer.currentTransactionStartOffset().isPresent())
        .map(producer ->
            new OpenTransaction(
                partition, producer.currentTransactionStartOffset().getAsLong(), producer))
        .toList();
  }

  /** The partitions in which readers of what is committed do not get to the end. */
  private List<TopicPartition> undecided(Collection<String> contexts) {
    Map<TopicPartition, OffsetSpec> ends =
        partitions(contexts)
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    var all = ends(ends, IsolationLevel.READ_UNCOMMITTED);
    var committed = ends(ends, IsolationLevel.READ_COMMITTED);
    return ends.keySet().stream().filter(p -> at(committed, p) < at(all, p)).toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(
      Map<TopicPartition, OffsetSpec> ends, IsolationLevel level) {
    return KafkaAnswer.of(admin.listOffsets(ends, new ListOffsetsOptions(level)).all());
  }

  private static long at(
      Map<TopicPartition, ListOffsetsResultInfo> ends, TopicPartition partition) {
    return java.util.Objects.requireNonNull(ends.get(partition), "all answer or the call fails")
        .offset();
  }

  private static Stream<TopicPartition> partitions(Collection<String> contexts) {
    Stream<TopicPartition> events =
        contexts.stream()
            .map(Topics::of)
            .flatMap(topic ->
                IntStream.range(0, Topics.PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)));
    return Stream.concat(events, RelayTopics.INTERNAL.stream().map(t -> new TopicPartition(t, 0)));
  }

  private static Set<String> places(Set<OpenTransaction> hung) {
    return hung.stream()
        .map(open -> open.partition() + "@" + open.from())
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
