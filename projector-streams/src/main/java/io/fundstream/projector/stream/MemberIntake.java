package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.table.MemberStore;
import io.fundstream.projector.table.ParkedStore;
import io.fundstream.projector.table.Parking;
import io.fundstream.projector.table.Part;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.projector.table.Stored;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one stream thread has in hand of one projection. Belongs to that thread alone. */
final class MemberIntake<E> {
  private static final Logger LOG = LoggerFactory.getLogger(MemberIntake.class);

  private final Run run;
  private final Member<E> member;
  private final ArrivalReader<E> reader;
  private final MemberStore<E> store;
  private final GapWatch gaps;
  private final Wishing<E> wishing;
  private boolean healing;
  private @Nullable Arrival<E> read;

  MemberIntake(Run run, Member<E> member) {
    ReadModel<E> model = member.model().get();
    this.run = run;
    this.member = member;
    this.healing = run.healing();
    this.reader = new ArrivalReader<>(model, run.shared().payloads());
    this.store = new MemberStore<>(model);
    this.gaps = new GapWatch(run.limits().gap(), System.nanoTime());
    this.wishing =
        new Wishing<>(
            run.shared(),
            member.status(),
            new ParkedStore<>(run.shared().database(), model, reader::read));
  }

  MemberStore<E> store() {
    return store;
  }

  Member<E> member() {
    return member;
  }

  /** Reads a record and keeps what it read until {@link #take}. */
  void read(Received received) {
    read = reader.read(received);
  }

  /** Takes in hand what was read; returns how many bytes of it a statement will hold, roughly. */
  int take() {
    Arrival<E> arrival = read;
    if (arrival == null) {
      throw new IllegalStateException("nothing was read");
    }
    store.take(arrival);
    read = null;
    return arrival instanceof Arrival.Passed<E> ? 0 : arrival.raw().weight();
  }

  /** The batch is stored: tells of what was parked, and counts. */
  void stored(long nanos) {
    Stored stored = store.stored();
    for (Parking parked : stored.poison()) {
      LOG.warn(
          "{} parked {} of key {}: {}",
          member.name(),
          parked.raw().place(),
          parked.key(),
          parked.reason());
    }
    run.shared().notices().send(member.name(), stored.poison());
    if (store.records() > 0) {
      member.status().stored(stored, store.records(), nanos);
    }
    if (stored.parked() > 0) {
      run.shared().parked().changed();
    }
  }

  /** Takes a step towards what operators wish about parked records of these parts. */
  void carryOut(Set<Integer> parts) {
    wishing.step(parts);
  }

  /**
   * Looks for gaps.
   *
   * @param allRead whether everything that Kafka has now was read
   * @throws GapUnresolved if an event is missing for too long, or too much waits, and reading from
   *     the beginning may mend it
   */
  void checkGaps(BooleanSupplier allRead) {
    try {
      gaps.look(store.waiting(), System.nanoTime());
      checkBounds();
      healing = healing && !(store.waiting().isEmpty() && allRead.getAsBoolean());
    } catch (GapUnresolved gap) {
      if (!healing) {
        throw gap.in(member.name());
      }
      if (allRead.getAsBoolean()) {
        giveUp(gap);
      } else if (tooMuch()) {
        throw gap.in(member.name());
      }
    }
  }

  private void checkBounds() {
    int count = store.waitingCount();
    member.status().waiting(count);
    if (tooMuch()) {
      Arrival<E> first = store.waiting().values().iterator().next().getFirst();
      throw new GapUnresolved(
          "%d records wait in memory, one of them %s of key %s"
              .formatted(count, first.raw().place(), first.key()),
          first.key());
    }
  }

  private boolean tooMuch() {
    int count = store.waitingCount();
    return count > run.limits().waitingRecords()
        || (count > 0 && store.waitingWeight() > run.limits().waitingBytes());
  }

  /** Everything was read from the beginning, and the event is not there: one key stands still. */
  private void giveUp(GapUnresolved gap) {
    LOG.error(
        "{}: {}; Kafka does not have it, so the key is parked", member.name(), gap.getMessage());
    member.status().gap();
    store.giveUp(gap.key(), Flaw.refusal("an event before it is missing: " + gap.getMessage()));
  }

  /** Parts of which a record still waits. */
  Set<Part> waitingParts() {
    return store.firstWaiting().keySet();
  }
}
