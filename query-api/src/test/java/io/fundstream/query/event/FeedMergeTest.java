package io.fundstream.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.query.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedMergeTest {
  @Test
  void the_order_does_not_depend_on_the_size_of_the_pages() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<FeedMerge.Candidate> all = candidates(random);
      List<Spot> whole = FeedMerge.first(all, all.size() + 1).spots();
      List<Spot> paged = new ArrayList<>();
      List<FeedMerge.Candidate> rest = new ArrayList<>(all);
      while (!rest.isEmpty()) {
        FeedMerge.Taken taken = FeedMerge.first(rest, 1 + random.nextInt(7));
        paged.addAll(taken.spots());
        rest.removeIf(candidate -> taken.spots().contains(candidate.spot()));
        assertThat(taken.more()).as("seed %d", seed).isEqualTo(!rest.isEmpty());
      }
      assertThat(paged).as("seed %d", seed).isEqualTo(whole);
      assertThat(whole).as("seed %d", seed).hasSameSizeAs(all);
    }
  }

  @Test
  void a_part_keeps_its_own_order_whatever_its_clock_says() {
    List<FeedMerge.Candidate> all =
        List.of(
            candidate(new Spot("a", 0, 1), 5),
            candidate(new Spot("a", 0, 2), 3),
            candidate(new Spot("b", 0, 9), 4));
    assertThat(FeedMerge.first(all, 3).spots())
        .containsExactly(new Spot("b", 0, 9), new Spot("a", 0, 1), new Spot("a", 0, 2));
  }

  @Test
  void a_page_ends_where_it_is_full_of_bytes_but_has_one_event_however_large() {
    List<FeedMerge.Candidate> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(new FeedMerge.Candidate(new Spot("a", 0, i), Instant.EPOCH, Page.MAX_BYTES / 2 + 1L));
    }
    assertThat(FeedMerge.first(all, 3).spots()).hasSize(1);
    assertThat(FeedMerge.first(all, 3).more()).isTrue();
  }

  private static List<FeedMerge.Candidate> candidates(Random random) {
    List<FeedMerge.Candidate> all = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      int count = random.nextInt(12);
      for (int i = 0; i < count; i++) {
        all.add(candidate(new Spot(part % 2 == 0 ? "a" : "b", part, i), random.nextInt(10)));
      }
    }
    return all;
  }

  private static FeedMerge.Candidate candidate(Spot spot, int at) {
    return new FeedMerge.Candidate(spot, Instant.ofEpochSecond(at), 10);
  }
}
