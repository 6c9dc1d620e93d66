package io.fundstream.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Plans;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.Direction;
import io.fundstream.query.page.Paging;
import io.fundstream.schemas.Tenant;
import io.fundstream.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of the feed costs one probe a part and the rows it looks at, at whatever depth. */
class FeedPlansTest {
  private static final int EVENTS = 60_000;
  private static final String TOPIC = Topics.of("fund");
  private static final UUID GENERATION = UUID.randomUUID();

  private static TestDatabase database;
  private static Connection connection;
  private static UUID stream;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestDatabase.fresh();
    try (Connection projector = database.connect("fundstream_projector");
        Statement statement = projector.createStatement()) {
      statement.execute(
          """
          insert into read_model.event_v1 (event_id, tenant, context, type, stream_id, version,
            partition_key, seq, topic, part, "offset", actor, correlation_id, effective_on,
            recorded_at, payload_text, payload, hash)
          select gen_random_uuid(), '%1$s', 'fund', 'FundRegistered', md5((n / 120)::text)::uuid,
            1 + n %% 120, md5((n / 120)::text)::uuid, 1 + n %% 120, '%2$s', n %% 12, n / 12, 'a', 'c',
            date '2026-01-01', timestamptz '2026-01-01' + n * interval '1 ms', '{"n":' || n || '}',
            '{}', decode(md5(n::text) || md5(n::text), 'hex')
          from generate_series(0, %3$d - 1) n\
          """
              .formatted(Tenant.DEFAULT, TOPIC, EVENTS));
      statement.execute("analyze");
    }
    connection = database.connect("fundstream_query");
    stream =
        new SqlText("select md5('7')::uuid")
            .first(connection, row -> row.getObject(1, UUID.class))
            .orElseThrow();
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void the_feed_walks_the_index_of_its_parts() throws SQLException {
    assertThat(Plans.of(connection, candidates(null, 2_000)))
        .contains("event_v1_feed")
        .doesNotContain("Sort", "Seq Scan on event");
    List<Spot> spots = List.of(new Spot(TOPIC, 3, 77), new Spot(TOPIC, 4, 78));
    assertThat(Plans.of(connection, FeedSql.rows(spots)))
        .contains("event_v1_feed")
        .doesNotContain("Seq Scan on event");
    assertThat(Plans.of(connection, FeedSql.ends(parts(), "event-v1")))
        .contains("event_v1_feed")
        .doesNotContain("Sort", "Seq Scan on event");
  }

  @Test
  void one_stream_out_of_the_feed_has_an_index_of_its_own() throws SQLException {
    FeedFilter filter = new FeedFilter(Tenant.DEFAULT, null, stream);
    assertThat(Plans.of(connection, candidates(filter, 0)))
        .contains("event_v1_stream")
        .doesNotContain("Sort", "Seq Scan on event");
  }

  @Test
  void a_trail_walks_the_index_of_its_key_both_ways() throws SQLException {
    Paging<Instant> paging = new Paging<>(50, 0, Instant.parse("2026-01-01T00:00:10Z"));
    for (Direction direction : Direction.values()) {
      assertThat(
              Plans.of(connection, TrailQueries.pageSql(Tenant.DEFAULT, stream, direction, paging)))
          .contains("event_v1_fund")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void a_page_touches_as_many_blocks_at_the_end_as_at_the_beginning() throws SQLException {
    long first = blocks(candidates(null, 0));
    long last = blocks(candidates(null, EVENTS / 12 - 300));
    assertThat(last).isBetween(first / 2, first * 2);
  }

  private static long blocks(SqlText sql) throws SQLException {
    SqlText explained = new SqlText("explain (analyze, buffers, costs off, timing off)").add(sql);
    return explained.list(connection, row -> row.getString(1)).stream()
        .filter(line -> line.strip().startsWith("Buffers: shared"))
        .map(line -> line.replaceAll("(hit|read|dirtied|written)=", "$1 "))
        .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
        .filter(word -> word.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private static SqlText candidates(@Nullable FeedFilter filter, long next) {
    long[] offsets = new long[Topics.PARTITIONS];
    java.util.Arrays.fill(offsets, next);
    TreeMap<String, long[]> places = new TreeMap<>();
    places.put(TOPIC, offsets);
    return FeedSql.candidates(parts(), filter, new FeedPlace(GENERATION, places), "event-v1", 201);
  }

  private static List<FeedSql.Part> parts() {
    List<FeedSql.Part> parts = new ArrayList<>();
    for (int part = 0; part < Topics.PARTITIONS; part++) {
      parts.add(new FeedSql.Part(TOPIC, part));
    }
    return parts;
  }
}
