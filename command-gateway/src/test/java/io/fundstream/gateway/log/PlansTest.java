package io.fundstream.gateway.log;

import static io.fundstream.gateway.log.LogBench.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.gateway.log.Pledges.Pledge;
import io.fundstream.parts.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server makes of the gateway's statements while the log is young. */
class PlansTest {
  private static final String SCANS =
      """
      select sum(seq_scan) from pg_stat_user_tables
       where relname in ('head', 'snapshot', 'idempotency', 'claim')\
      """;
  private static final String FOUND =
      "select sum(idx_scan) from pg_stat_user_tables where relname = 'head'";

  /** A plan that the server keeps is made after ten transactions, of whatever there is by then. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 30, 40, 50, 60})
  void heads_are_found_by_key_however_few_there_were_when_the_plan_was_made(int events)
      throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        LogBench watch = new LogBench(database)) {
      UUID fund = watch.fund();
      long before = watch.count(SCANS);
      long found = watch.count(FOUND);
      try (LogBench bench = new LogBench(database)) {
        for (int transaction = 0; transaction < 60; transaction++) {
          assertGranted(bench.run(pledges(fund, events)));
        }
      }
      // A session that ends has counted.
      await().atMost(Duration.ofSeconds(30)).until(() -> watch.count(FOUND) >= found + 60);
      assertThat(watch.count(SCANS)).as("scans of whole tables").isEqualTo(before);
    }
  }

  private static Pledge pledges(UUID fund, int events) {
    List<UUID> ids = IntStream.range(0, events).mapToObj(_ -> UUID.randomUUID()).toList();
    return new Pledge(ids.getFirst(), fund, ids, "x", List.of(), List.of());
  }
}
