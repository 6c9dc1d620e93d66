package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.BatchStore;
import io.fundstream.projector.table.ParkedStore;
import io.fundstream.projector.table.Parking;
import io.fundstream.projector.table.Part;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.projector.table.Stored;
import io.fundstream.schemas.registry.RegistryUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stream thread has in hand: records read and not yet stored, and records that wait for an
 * event between. Belongs to that thread alone, and is thrown away with it.
 */
final class Intake<E> {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Run<E> run;
  private final ArrivalReader<E> reader;
  private final BatchStore<E> store;
  private final GapWatch gaps;
  private final Wishing<E> wishing;
  private final List<Arrival<E>> taken = new ArrayList<>();
  private final Map<Part, Long> ends = new HashMap<>();
  private final Map<Part, Long> takenThrough = new HashMap<>();
  private long weight;

  Intake(Run<E> run) {
    ReadModel<E> model = run.model().get();
    this.run = run;
    this.reader = new ArrivalReader<>(model, run.payloads());
    this.store = new BatchStore<>(run.database(), model);
    this.gaps = new GapWatch(run.limits().gap(), System.nanoTime());
    this.wishing = new Wishing<>(run, new ParkedStore<>(run.database(), model, reader::read));
  }

  /** Takes a record in. A full batch is stored at once; offsets may follow later. */
  void take(RawRecord raw) {
    taken.add(read(raw));
    weight += raw.weight();
    Part part = new Part(raw.topic(), raw.part());
    ends.merge(part, raw.offset() + 1, Math::max);
    takenThrough.merge(part, raw.offset() + 1, Math::max);
    Limits limits = run.limits();
    if (taken.size() >= limits.batchRecords() || weight >= limits.batchBytes()) {
      write();
    }
  }

  private Arrival<E> read(RawRecord raw) {
    try {
      return reader.read(raw);
    } catch (RegistryUnavailable e) {
      // The record is not at fault, so it waits here; what came before it need not.
      write();
      return run.patience().until(run.limits().registry(), e, () -> reader.read(raw));
    }
  }

  /**
   * Stores everything in hand in committed transactions, then sends the notices of what was parked.
   * When this returns, the offsets of all records taken may be committed, but for those that wait.
   */
  void write() {
    if (taken.isEmpty()) {
      return;
    }
    // What waited may be applied with this batch, and then its part is complete further than the
    // batch's own records say.
    waitingParts().forEach(part -> ends.put(part, takenThrough(part)));
    long began = System.nanoTime();
    try {
      Stored stored = store.store(taken, ends);
      stored.poison().forEach(this::tell);
      run.notices().send(run.name().toString(), stored.poison());
      run.status().stored(stored, taken.size(), System.nanoTime() - began);
      if (stored.parked() > 0) {
        run.parked().changed();
      }
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
    taken.clear();
    ends.clear();
    weight = 0;
  }

  /** Takes a step towards what operators wish about parked records of these parts. */
  void carryOut(Set<Integer> parts) {
    wishing.step(parts);
  }

  private void tell(Parking parked) {
    LOG.warn(
        "{} parked {} of key {}: {}",
        run.name(),
        parked.raw().place(),
        parked.key(),
        parked.reason());
  }

  /** Offsets, none of them after a record that still waits in memory. */
  Map<TopicPartition, OffsetAndMetadata> bounded(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<Part, Long> first = firstWaiting();
    Map<TopicPartition, OffsetAndMetadata> bounded = new HashMap<>();
    offsets.forEach((part, given) -> {
      Long held = first.get(new Part(part.topic(), part.partition()));
      bounded.put(
          part, held != null && held < given.offset() ? new OffsetAndMetadata(held) : given);
    });
    return bounded;
  }

  private Map<Part, Long> firstWaiting() {
    Map<Part, Long> first = new HashMap<>();
    store.waiting().values().stream()
        .flatMap(List::stream)
        .map(Arrival::raw)
        .forEach(raw -> first.merge(new Part(raw.topic(), raw.part()), raw.offset(), Math::min));
    return first;
  }

  /**
   * Looks for gaps.
   *
   * @throws GapUnresolved if an event is missing for too long, or too much waits
   */
  void checkGaps() {
    gaps.look(store.waiting(), System.nanoTime());
    int count = store.waitingCount();
    run.status().waiting(count);
    if (count > run.limits().waitingRecords()
        || (count > 0 && store.waitingWeight() > run.limits().waitingBytes())) {
      Arrival<E> first = store.waiting().values().iterator().next().getFirst();
      throw new GapUnresolved(
          "%d records wait in memory, one of them %s of key %s"
              .formatted(count, first.raw().place(), first.key()));
    }
  }

  /** The offset after the last record taken of a part; 0 if none was. */
  long takenThrough(Part part) {
    return takenThrough.getOrDefault(part, 0L);
  }

  /** Parts of which a record still waits. */
  Set<Part> waitingParts() {
    return firstWaiting().keySet();
  }

  /** Some parts belong to someone else now: nothing of them stays in memory. */
  void forget(Set<Part> lost) {
    taken.removeIf(arrival -> lost.contains(new Part(arrival.raw().topic(), arrival.raw().part())));
    ends.keySet().removeAll(lost);
    takenThrough.keySet().removeAll(lost);
    store.forget(lost);
  }
}
