package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The projector drops views and makes them anew; whoever reads meanwhile never gets a 500. */
class ViewSwitchTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private TestDatabase database;
  private Running query;
  private ReadTables tables;
  private ReadTables.Fund fund;
  private List<String> paths;

  @BeforeEach
  void start() throws SQLException {
    database = TestDatabase.fresh();
    query = Running.on(database);
    tables = new ReadTables(database);
    fund = tables.put(ReadTables.fund("Alder", AT));
    tables.config(fund.id(), 1, "{}", null, AT);
    String one = "/v1/funds/" + fund.id();
    paths =
        List.of(
            one,
            one + "?minVersion=1",
            one + "?knownAt=2026-01-02T00:00:00Z",
            "/v1/funds?sort=name",
            one + "/configs",
            one + "/configs/1");
  }

  @AfterEach
  void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  @Test
  void a_view_made_anew_with_a_column_in_the_middle_while_reads_go_on_is_not_noticed()
      throws Exception {
    List<String> before = paths.stream().map(this::text).toList();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answers = new AtomicInteger();
    var statuses = ConcurrentHashMap.<Integer>newKeySet();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(n ->
                  readers.submit(() -> {
                    for (int i = n; !done.get(); i++) {
                      statuses.add(query.get(paths.get(i % paths.size())).status());
                      answers.incrementAndGet();
                    }
                  }))
              .toList();
      try {
        for (int round = 0; round < 20; round++) {
          int seen = answers.get();
          Awaitility.await().until(() -> answers.get() > seen + 20);
          replace(round % 2 == 0 ? "0 as in_the_middle, " : "", "currency");
        }
      } finally {
        done.set(true);
      }
      for (Future<?> one : all) one.get();
    }
    assertThat(statuses).containsExactly(200);
    assertThat(paths.stream().map(this::text).toList()).isEqualTo(before);
  }

  @Test
  void a_column_that_has_become_of_another_type_is_read_by_a_fresh_plan() throws SQLException {
    for (int n = 0; n < 20; n++) paths.forEach(path -> assertThat(status(path)).isEqualTo(200));
    replace("", "currency::varchar(9) as currency");
    for (int n = 0; n < 20; n++) paths.forEach(path -> assertThat(status(path)).isEqualTo(200));
  }

  @Test
  void a_view_that_is_missing_or_lacks_a_column_is_503_until_it_is_back() throws SQLException {
    paths.forEach(path -> assertThat(status(path)).as(path).isEqualTo(200));
    drop();
    paths.forEach(this::cannotBeRead);
    make("", "'none' as other");
    cannotBeRead(paths.getFirst());
    cannotBeRead("/v1/funds?sort=name");
    replace("", "currency");
    paths.forEach(path -> assertThat(status(path)).as(path).isEqualTo(200));
  }

  private void cannotBeRead(String path) {
    Running.Answer answer = query.get(path);
    assertThat(answer.status()).as(path).isEqualTo(503);
    assertThat(answer.header("Retry-After")).as(path).isEqualTo("1");
    assertThat(answer.slug()).as(path).isEqualTo("unavailable");
  }

  private int status(String path) {
    return query.get(path).status();
  }

  private String text(String path) {
    return query.get(path).text();
  }

  /** In one transaction, as the projector does. */
  private void replace(String middle, String currency) throws SQLException {
    Connection connection = tables.connection();
    connection.setAutoCommit(false);
    drop();
    make(middle, currency);
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void drop() throws SQLException {
    execute("drop view read_model.fund, read_model.fund_history, read_model.fund_config");
  }

  private void make(String middle, String currency) throws SQLException {
    String columns =
        "id, tenant, version, %sname, vintage_year, %s, target_size, hard_cap, management_fee_rate, carry_rate, hurdle_rate, strategy, general_partner, status, draft_config_version, published_config_version, created_at, updated_at"
            .formatted(middle, currency);
    execute("create view read_model.fund as select " + columns + " from read_model.fund_v1");
    execute(
        "create view read_model.fund_history as select recorded_at, "
            + columns
            + " from read_model.fund_history_v1");
    execute(
        "create view read_model.fund_config as select "
            + middle
            + "* from read_model.fund_config_v1");
    execute(
        "grant select on read_model.fund, read_model.fund_history, read_model.fund_config to fundstream_query");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = tables.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
