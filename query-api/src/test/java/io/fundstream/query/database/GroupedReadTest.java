package io.fundstream.query.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fundstream.runtime.database.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reads in one statement get, and what they cost. */
class GroupedReadTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final UUID A = UUID.randomUUID();
  private static final UUID B = UUID.randomUUID();

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore gate = new Semaphore(0);
  private final List<Set<Integer>> statements = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    gate.release(1_000);
    callers.close();
  }

  @Test
  void those_who_come_while_a_statement_runs_share_the_next() throws Exception {
    var read = new GroupedRead<>(this::gated, 1, LONG);
    List<Future<Optional<String>>> all = asked(read, List.of(0));
    await().until(() -> statements.size() == 1);
    all.addAll(asked(read, List.of(1, 2, 3, 2)));
    await().until(() -> read.waiting() == 4);
    gate.release(2);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).get()).contains("row " + List.of(0, 1, 2, 3, 2).get(i));
    }
    assertThat(statements).containsExactlyInAnyOrder(Set.of(0), Set.of(1, 2, 3));
  }

  @Test
  void a_statement_is_of_one_tenant_and_of_all_its_callers() throws Exception {
    List<String> tenants = new CopyOnWriteArrayList<>();
    var read =
        new GroupedRead<Integer, String>(
            (tenant, keys) -> {
              tenants.add(tenant + " " + keys.size());
              gate.acquireUninterruptibly();
              return keys.stream().collect(Collectors.toMap(k -> k, k -> tenant + " " + k));
            },
            1,
            LONG);
    List<Future<Optional<String>>> all = asked(read, A, List.of(0));
    await().until(() -> tenants.size() == 1);
    all.addAll(asked(read, B, List.of(1, 2, 3)));
    all.addAll(asked(read, A, List.of(1, 2)));
    await().until(() -> read.waiting() == 5);
    gate.release(3);
    List<String> found = new ArrayList<>();
    for (Future<Optional<String>> one : all) found.add(one.get().orElseThrow());
    assertThat(found).containsExactly(A + " 0", B + " 1", B + " 2", B + " 3", A + " 1", A + " 2");
    assertThat(tenants).containsExactlyInAnyOrder(A + " 1", B + " 3", A + " 2");
  }

  @Test
  void a_row_that_is_not_there_is_empty_and_one_that_fails_fails_for_its_group_alone()
      throws Exception {
    var read =
        new GroupedRead<Integer, String>(
            (tenant, keys) -> {
              if (keys.contains(13)) throw new Unavailable("away", 1, null);
              return Map.of();
            },
            1,
            LONG);
    assertThat(read.one(A, 1)).isEmpty();
    assertThatThrownBy(() -> read.one(A, 13)).isInstanceOf(Unavailable.class).hasMessage("away");
    assertThat(read.one(A, 2)).isEmpty();
  }

  @Test
  void who_has_waited_too_long_is_told_and_the_others_are_served() throws Exception {
    var read = new GroupedRead<>(this::gated, 1, Duration.ofMillis(200));
    Future<Optional<String>> first = asked(read, List.of(0)).getFirst();
    await().until(() -> statements.size() == 1);
    assertThatThrownBy(() -> read.one(A, 1)).isInstanceOf(Unavailable.class);
    gate.release(2);
    assertThat(first.get()).contains("row 0");
    assertThat(read.one(A, 2)).contains("row 2");
    assertThat(statements).doesNotContain(Set.of(1));
  }

  /** Each caller writes a number, then reads: it must get that number or a later one. */
  @Test
  void nobody_reads_what_was_before_its_call() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    AtomicLongArray rows = new AtomicLongArray(5);
    var read =
        new GroupedRead<Integer, Long>(
            (tenant, keys) -> keys.stream().collect(Collectors.toMap(k -> k, k -> rows.get(k))),
            2,
            LONG);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      int key = random.nextInt(rows.length());
      all.add(
          callers.submit(() -> {
            long written = rows.incrementAndGet(key);
            return read.one(A, key).orElseThrow() >= written;
          }));
    }
    for (Future<Boolean> one : all) assertThat(one.get()).isTrue();
    assertThat(read.waiting()).isZero();
  }

  private Map<Integer, String> gated(UUID tenant, Set<Integer> keys) {
    statements.add(Set.copyOf(keys));
    gate.acquireUninterruptibly();
    return keys.stream().collect(Collectors.toMap(k -> k, k -> "row " + k));
  }

  private List<Future<Optional<String>>> asked(
      GroupedRead<Integer, String> read, List<Integer> keys) {
    return asked(read, A, keys);
  }

  private List<Future<Optional<String>>> asked(
      GroupedRead<Integer, String> read, UUID tenant, List<Integer> keys) {
    List<Future<Optional<String>>> all = new ArrayList<>();
    for (int key : keys) all.add(callers.submit(() -> read.one(tenant, key)));
    return all;
  }
}
