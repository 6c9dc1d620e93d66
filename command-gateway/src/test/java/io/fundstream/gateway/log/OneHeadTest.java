package io.fundstream.gateway.log;

import static io.fundstream.gateway.log.LogBench.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.LogAudit;
import io.fundstream.gateway.log.Pledges.Pledge;
import io.fundstream.parts.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The one table of heads: what an id is, and the way there from the two tables of version 2. */
class OneHeadTest {
  private static final String ALL =
      "select count(*) from event_store.head h join public.before b on b.id = h.id and b is not distinct from h";

  @Test
  void the_heads_of_version_2_become_one_table() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        LogBench bench = new LogBench(database)) {
      UUID fund = bench.fund();
      UUID investor = UUID.randomUUID();
      assertGranted(bench.run(new Pledge(fund, "x")));
      assertGranted(
          bench.run(
              new Pledge(investor, fund, List.of(UUID.randomUUID()), "x", List.of(), List.of())));
      // A fund is both, a pledge is a stream alone, an investor's id a key alone.
      assertThat(bench.count("select count(*) from event_store.head")).isEqualTo(4);

      bench.execute("create table public.before as select * from event_store.head");
      bench.execute(
          """
          create table public.k as select * from event_store.partition_head;
          create table public.s as select * from event_store.stream_head;
          drop table event_store.head cascade;
          create table event_store.partition_head as select * from public.k;
          create table event_store.stream_head as select * from public.s;
          """);
      bench.execute(version3());

      assertThat(bench.count(ALL)).isEqualTo(4);
      assertThat(bench.count("select count(*) from event_store.head")).isEqualTo(4);
      assertThat(LogAudit.verify(database)).isEqualTo(3);
      try (LogBench next = new LogBench(database)) {
        assertGranted(next.run(new Pledge(fund, "y")));
      }
      assertThat(LogAudit.verify(database)).isEqualTo(4);
    }
  }

  @Test
  void a_key_can_become_a_stream_and_a_stream_a_key() throws Exception {
    try (TestDatabase database = TestDatabase.fresh();
        LogBench bench = new LogBench(database)) {
      UUID fund = bench.fund();
      UUID one = UUID.randomUUID();
      UUID other = UUID.randomUUID();
      assertGranted(bench.run(new Pledge(one, fund, List.of(other), "x", List.of(), List.of())));
      assertGranted(bench.run(new Pledge(other, fund, List.of(one), "y", List.of(), List.of())));
      assertGranted(bench.run(new Pledge(one, fund, List.of(other), "z", List.of(), List.of())));
      assertThat(LogAudit.verify(database)).isEqualTo(4);
      assertThat(bench.count("select count(*) from event_store.head")).isEqualTo(3);
    }
  }

  private static String version3() throws Exception {
    try (var in =
        Objects.requireNonNull(
            OneHeadTest.class.getResourceAsStream("/db/event_store/V3__one_head.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
