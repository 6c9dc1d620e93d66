package io.fundstream.relay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final UUID KEY = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final Heads heads = new Heads();

  @Test
  void the_next_event_of_each_key_is_sent() {
    heads.put(KEY, row(KEY, 4).head());
    assertThat(ready(row(KEY, 5), row(OTHER, 1), row(KEY, 6)).send())
        .extracting(EventRow::position)
        .containsExactly(KEY + ":5", OTHER + ":1", KEY + ":6");
  }

  @Test
  void what_kafka_holds_is_skipped() {
    heads.put(KEY, row(KEY, 4).head());
    BatchPlan.Ready plan = ready(row(KEY, 3), row(KEY, 4), row(KEY, 5), row(KEY, 5));
    assertThat(plan.send()).extracting(EventRow::seq).containsExactly(5L);
    assertThat(plan.skipped()).isEqualTo(3);
  }

  @Test
  void planning_changes_no_head() {
    ready(row(KEY, 1));
    assertThat(heads.get(KEY)).isNull();
  }

  @Test
  void the_new_heads_are_those_of_the_last_events() {
    Map<UUID, Head> touched = ready(row(KEY, 1), row(KEY, 2), row(OTHER, 1)).heads();
    assertThat(touched).containsOnlyKeys(KEY, OTHER);
    assertThat(touched.get(KEY))
        .satisfies(h -> assertThat(h.sameEvent(row(KEY, 2).head())).isTrue());
  }

  @Test
  void a_gap_names_what_is_missing_and_before_which_row() {
    heads.put(KEY, row(KEY, 2).head());
    BatchPlan plan = BatchPlan.of(heads, List.of(row(OTHER, 1), row(KEY, 6)));
    assertThat(plan).isInstanceOf(BatchPlan.Missing.class);
    BatchPlan.Gap gap = ((BatchPlan.Missing) plan).gaps().getFirst();
    assertThat(gap.before()).isEqualTo(1);
    assertThat(gap.from()).isEqualTo(3);
    assertThat(gap.to()).isEqualTo(5);
    assertThat(gap.events()).isEqualTo(3);
  }

  @Test
  void a_key_unknown_to_kafka_misses_everything_before() {
    BatchPlan plan = BatchPlan.of(heads, List.of(row(KEY, 3)));
    assertThat(((BatchPlan.Missing) plan).gaps().getFirst().from()).isEqualTo(1);
  }

  @Test
  void another_event_at_the_head_is_a_conflict() {
    heads.put(KEY, row(OTHER, 4).head());
    assertThat(BatchPlan.of(heads, List.of(row(KEY, 4)))).isInstanceOf(BatchPlan.Conflict.class);
  }

  @Test
  void whatever_is_lost_or_repeated_on_the_way_each_event_is_sent_once_in_order() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Heads kafka = new Heads();
      Map<UUID, List<Long>> sent = new HashMap<>();
      List<EventRow> log = log(random);
      for (int at = 0; at < log.size(); ) {
        List<EventRow> batch = mangled(random, log, at);
        at += 1 + random.nextInt(5);
        apply(kafka, log, batch, sent);
      }
      apply(kafka, log, log, sent);
      sent.values()
          .forEach(seqs ->
              assertThat(seqs)
                  .isEqualTo(
                      java.util.stream.LongStream.rangeClosed(1, seqs.size()).boxed().toList()));
      assertThat(sent.values().stream().mapToInt(List::size).sum()).isEqualTo(log.size());
    }
  }

  private static List<EventRow> log(Random random) {
    Map<UUID, Long> seqs = new HashMap<>();
    List<EventRow> log = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UUID key = new UUID(0, random.nextInt(4));
      log.add(row(key, seqs.merge(key, 1L, Long::sum)));
    }
    return log;
  }

  /** From a little before to a little after a place in the log, with rows left out. */
  private static List<EventRow> mangled(Random random, List<EventRow> log, int at) {
    int from = Math.max(0, at - random.nextInt(6));
    int to = Math.min(log.size(), at + random.nextInt(8));
    List<EventRow> batch = new ArrayList<>(log.subList(from, Math.max(from, to)));
    batch.removeIf(row -> random.nextInt(4) == 0);
    return batch;
  }

  private static void apply(
      Heads kafka, List<EventRow> log, List<EventRow> batch, Map<UUID, List<Long>> sent) {
    List<EventRow> rows = batch;
    if (BatchPlan.of(kafka, batch) instanceof BatchPlan.Missing missing) {
      rows =
          BatchPlan.fill(batch, missing, missing.gaps().stream().map(g -> read(log, g)).toList());
    }
    BatchPlan.Ready plan = (BatchPlan.Ready) BatchPlan.of(kafka, rows);
    plan.send()
        .forEach(r -> sent.computeIfAbsent(r.partitionKey(), k -> new ArrayList<>()).add(r.seq()));
    kafka.putAll(plan.heads());
  }

  private static List<EventRow> read(List<EventRow> log, BatchPlan.Gap gap) {
    return log.stream()
        .filter(r -> r.partitionKey().equals(gap.key()))
        .filter(r -> r.seq() >= gap.from() && r.seq() <= gap.to())
        .toList();
  }

  private BatchPlan.Ready ready(EventRow... rows) {
    BatchPlan plan = BatchPlan.of(heads, List.of(rows));
    assertThat(plan).isInstanceOf(BatchPlan.Ready.class);
    return (BatchPlan.Ready) plan;
  }

  static EventRow row(UUID key, long seq) {
    byte[] hash = new byte[Head.HASH];
    byte[] position = (key + ":" + seq).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < position.length; i++) {
      hash[i % hash.length] = (byte) (hash[i % hash.length] * 31 + position[i]);
    }
    return new EventRow(
        new UUID(seq, seq).toString(),
        new UUID(0, 0).toString(),
        "fund",
        key.toString(),
        (int) seq,
        key,
        seq,
        "fundstream.fund.FundRegistered",
        new byte[10],
        new byte[] {'{', '}'},
        LocalDate.EPOCH,
        Instant.EPOCH.plusMillis(seq),
        hash);
  }
}
