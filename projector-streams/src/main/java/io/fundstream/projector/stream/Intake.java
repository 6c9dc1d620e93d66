package io.fundstream.projector.stream;

import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.BatchStore;
import io.fundstream.projector.table.MemberStore;
import io.fundstream.projector.table.Part;
import io.fundstream.schemas.registry.RegistryUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one stream thread has in hand: records read and not yet stored, and records that wait for an
 * event between. Belongs to that thread alone, and is thrown away with it.
 */
final class Intake {
  private final Run run;
  private final List<MemberIntake<?>> members = new ArrayList<>();
  private final Map<String, List<MemberIntake<?>>> byTopic = new HashMap<>();
  private final BatchStore store;
  private final Map<Part, Long> takenThrough = new HashMap<>();
  private int records;
  private long weight;
  private long bound;

  Intake(Run run) {
    this.run = run;
    List<MemberStore<?>> stores = new ArrayList<>();
    for (Member<?> member : run.members()) {
      MemberIntake<?> intake = new MemberIntake<>(run, member);
      members.add(intake);
      stores.add(intake.store());
      member
          .topics()
          .forEach(topic -> byTopic.computeIfAbsent(topic, t -> new ArrayList<>()).add(intake));
    }
    this.store = new BatchStore(run.shared().database(), stores);
  }

  List<MemberIntake<?>> members() {
    return members;
  }

  /** Takes a record in. A full batch is stored at once; offsets may follow later. */
  void take(RawRecord raw) {
    Received received = new Received(raw, run.shared().payloads());
    List<MemberIntake<?>> those = byTopic.getOrDefault(raw.topic(), List.of());
    read(received, those);
    those.forEach(member -> bound += member.take());
    records++;
    weight += raw.weight();
    takenThrough.merge(Part.of(raw), raw.offset() + 1, Math::max);
    Limits limits = run.limits();
    if (records >= limits.batchRecords()
        || weight >= limits.batchBytes()
        || bound >= limits.boundBytes()) {
      write();
    }
  }

  private void read(Received received, List<MemberIntake<?>> those) {
    try {
      those.forEach(member -> member.read(received));
    } catch (RegistryUnavailable e) {
      // The record is not at fault, so it waits here; what came before it need not.
      write();
      run.patience()
          .until(
              run.limits().registry(),
              e,
              () -> {
                those.forEach(member -> member.read(received));
                return received;
              });
    }
  }

  /**
   * Stores everything in hand in committed transactions, then sends the notices of what was parked.
   * When this returns, the offsets of all records taken may be committed, but for those that wait.
   */
  void write() {
    if (members.stream().allMatch(member -> member.store().isEmpty())) {
      return;
    }
    long began = System.nanoTime();
    try {
      store.store();
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
    long took = System.nanoTime() - began;
    members.forEach(member -> member.stored(took));
    records = 0;
    weight = 0;
    bound = 0;
  }

  /** Takes a step towards what operators wish about parked records of these parts. */
  void carryOut(Set<Integer> parts) {
    members.forEach(member -> member.carryOut(parts));
  }

  /** Offsets, none of them after a record that still waits in memory. */
  Map<TopicPartition, OffsetAndMetadata> bounded(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<Part, Long> first = new HashMap<>();
    members.forEach(member ->
        member.store().firstWaiting().forEach((part, at) -> first.merge(part, at, Math::min)));
    Map<TopicPartition, OffsetAndMetadata> bounded = new HashMap<>();
    offsets.forEach((part, given) -> {
      Long held = first.get(new Part(part.topic(), part.partition()));
      bounded.put(
          part, held != null && held < given.offset() ? new OffsetAndMetadata(held) : given);
    });
    return bounded;
  }

  /**
   * Looks for gaps.
   *
   * @param allRead whether everything that Kafka has now was read
   * @throws GapUnresolved if an event is missing for too long, or too much waits
   */
  void checkGaps(BooleanSupplier allRead) {
    members.forEach(member -> member.checkGaps(allRead));
  }

  /** The offset after the last record taken of a part; 0 if none was. */
  long takenThrough(Part part) {
    return takenThrough.getOrDefault(part, 0L);
  }

  /** Some parts belong to someone else now: nothing of them stays in memory. */
  void forget(Set<Part> lost) {
    takenThrough.keySet().removeAll(lost);
    members.forEach(member -> member.store().forget(lost));
  }
}
