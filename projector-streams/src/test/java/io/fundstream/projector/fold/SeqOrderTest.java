package io.fundstream.projector.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeqOrderTest {
  private static final UUID KEY = new UUID(7, 7);

  private static Arrival<String> event(long seq) {
    EventEnvelope envelope =
        new EventEnvelope(
            new UUID(1, seq),
            Tenant.DEFAULT,
            "fund",
            "fundstream.fund.FundRegistered",
            KEY,
            (int) seq,
            KEY,
            seq,
            "a",
            "c",
            null,
            null,
            LocalDate.EPOCH,
            Instant.EPOCH,
            new byte[32]);
    return new Arrival.Event<>(raw(seq), envelope, "event " + seq);
  }

  private static Arrival<String> poison(OptionalLong seq) {
    return new Arrival.Poison<>(raw(seq.orElse(999)), KEY, seq, Flaw.refusal("bad"));
  }

  private static RawRecord raw(long offset) {
    return new RawRecord("t", 0, offset, new byte[0], new byte[0], Map.of());
  }

  private static List<Long> seqs(List<? extends Arrival<String>> arrivals) {
    return arrivals.stream().map(a -> a.seq().orElse(-1)).toList();
  }

  @Test
  void what_follows_without_a_gap_is_ready_the_rest_waits() {
    Sorted<String> sorted =
        SeqOrder.sort(3, false, List.of(event(7), event(5), event(4), event(2)));
    assertThat(seqs(sorted.ready())).containsExactly(4L, 5L);
    assertThat(seqs(sorted.waiting())).containsExactly(7L);
    assertThat(sorted.duplicates()).isEqualTo(1);
    assertThat(sorted.poison()).isEmpty();
  }

  @Test
  void poison_waits_for_its_turn_and_then_holds_what_comes_after_it() {
    Sorted<String> early = SeqOrder.sort(0, false, List.of(poison(OptionalLong.of(2)), event(3)));
    assertThat(early.poison()).isEmpty();
    assertThat(seqs(early.waiting())).containsExactly(2L, 3L);

    List<Arrival<String>> all = new ArrayList<>(early.waiting());
    all.add(event(1));
    Sorted<String> sorted = SeqOrder.sort(0, false, all);
    assertThat(seqs(sorted.ready())).containsExactly(1L);
    assertThat(seqs(sorted.poison())).containsExactly(2L);
    assertThat(seqs(sorted.behind())).containsExactly(3L);
    assertThat(sorted.waiting()).isEmpty();
  }

  @Test
  void poison_without_a_seq_holds_what_waits_and_lets_pass_what_is_ready() {
    Sorted<String> sorted =
        SeqOrder.sort(0, false, List.of(poison(OptionalLong.empty()), event(1), event(4)));
    assertThat(seqs(sorted.ready())).containsExactly(1L);
    assertThat(seqs(sorted.poison())).containsExactly(-1L);
    assertThat(seqs(sorted.behind())).containsExactly(4L);
    assertThat(sorted.waiting()).isEmpty();
  }

  @Test
  void what_comes_after_a_record_without_a_seq_waits_behind_it_in_one_batch_as_in_two() {
    Arrival<String> broken =
        new Arrival.Poison<>(raw(2), KEY, OptionalLong.empty(), Flaw.refusal("bad"));
    Sorted<String> sorted =
        SeqOrder.sort(0, false, List.of(event(1), broken, elsewhere(4), event(3), event(3)));
    assertThat(seqs(sorted.ready())).containsExactly(1L);
    assertThat(seqs(sorted.poison())).containsExactly(-1L);
    assertThat(seqs(sorted.behind())).containsExactly(3L, 4L);
    assertThat(sorted.waiting()).isEmpty();
    assertThat(sorted.duplicates()).isEqualTo(1);
  }

  /** In the topic of another context of the family. */
  private static Arrival<String> elsewhere(long seq) {
    if (event(seq) instanceof Arrival.Event<String> event) {
      RawRecord raw = new RawRecord("u", 0, 0, new byte[0], new byte[0], Map.of());
      return new Arrival.Event<>(raw, event.envelope(), event.content());
    }
    throw new AssertionError("an event is an event");
  }

  @Test
  void behind_a_parked_record_everything_new_queues_gaps_included() {
    Sorted<String> sorted =
        SeqOrder.sort(5, true, List.of(event(9), event(7), event(5), poison(OptionalLong.of(8))));
    assertThat(sorted.ready()).isEmpty();
    assertThat(seqs(sorted.behind())).containsExactly(7L, 9L);
    assertThat(seqs(sorted.poison())).containsExactly(8L);
    assertThat(sorted.duplicates()).isEqualTo(1);
  }

  @Test
  void any_order_with_any_repetition_in_any_batches_comes_out_in_order_once() {
    long seed = System.nanoTime();
    System.out.println("SeqOrderTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int count = 1 + random.nextInt(60);
      long bad = random.nextInt(3) == 0 ? 1 + random.nextInt(count) : 0;
      List<Arrival<String>> sent = new ArrayList<>();
      for (long seq = 1; seq <= count; seq++) {
        for (int copy = 0; copy <= random.nextInt(3); copy++) {
          sent.add(seq == bad ? poison(OptionalLong.of(seq)) : event(seq));
        }
      }
      Collections.shuffle(sent, random);
      assertThat(run(sent, random))
          .as("seed %d round %d", seed, round)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, bad == 0 ? count : bad - 1).boxed().toList());
    }
  }

  /** Sorts in random batches and gives back what was applied. */
  private static List<Long> run(List<Arrival<String>> sent, Random random) {
    List<Long> applied = new ArrayList<>();
    List<Arrival<String>> waiting = List.of();
    long progress = 0;
    boolean parked = false;
    int behind = 0;
    for (int at = 0; at < sent.size(); ) {
      int size = Math.min(sent.size() - at, 1 + random.nextInt(8));
      List<Arrival<String>> batch = new ArrayList<>(waiting);
      batch.addAll(sent.subList(at, at + size));
      Sorted<String> sorted = SeqOrder.sort(progress, parked, batch);
      applied.addAll(seqs(sorted.ready()));
      progress += sorted.ready().size();
      parked |= !sorted.poison().isEmpty();
      behind += sorted.behind().size();
      waiting = sorted.waiting();
      assertThat(parked && !waiting.isEmpty()).as("a parked key keeps nothing in memory").isFalse();
      at += size;
    }
    assertThat(behind > 0 && !parked).isFalse();
    return applied;
  }
}
