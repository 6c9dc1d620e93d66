package io.fundstream.benchmarks.growth;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.table.Shape;
import io.fundstream.query.Main;
import io.fundstream.query.QueryConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Tenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Turning the pages of a million funds: the last thousand funds against the first. */
public final class DeepList implements Benchmark {
  private static final int FUNDS = 1_000_000;
  private static final int QUICK_FUNDS = 50_000;
  private static final int PAGE = 200;
  private static final double AIM = 0.8;
  private static final String KEY = "benchmark";
  private static final String FILL =
      """
      insert into read_model.fund_v1 (id, tenant, version, name, vintage_year, currency, target_size, hard_cap,
        management_fee_rate, carry_rate, hurdle_rate, status, draft_config_version, published_config_version, created_at, updated_at)
      select gen_random_uuid(), ?::uuid, 1, 'Fund ' || n, 2000 + n % 25, 'USD', 100000000.00, null,
        0.02, 0.2, 0.08, 'FUNDRAISING', null, null, timestamptz '2020-01-01' + n * interval '1 second', now()
      from generate_series(1, ?) n
      """;

  @Override
  public String name() {
    return "deep-list";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    int funds = rounds.length().compareTo(Duration.ofSeconds(5)) < 0 ? QUICK_FUNDS : FUNDS;
    try (TestDatabase database = TestDatabase.fresh()) {
      fill(database, funds);
      try (RunningService query = Main.start(config(database));
          Line line = new Line(query.http())) {
        String first = "";
        String last = walk(line, first, funds - PAGE * (rounds.count() + rounds.warmUp() + 5));
        List<Rounds.Series> series =
            rounds.inTurn(
                List.of(
                    length -> pagesPerSecond(line, last, length),
                    length -> pagesPerSecond(line, first, length)));
        return List.of(
            Result.ratio(
                "a page of %d funds at depth %,d".formatted(PAGE, funds),
                "pages/s",
                series.get(0),
                "the first page",
                series.get(1),
                AIM));
      }
    }
  }

  private static void fill(TestDatabase database, int funds) throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement tables = session.createStatement()) {
      // As the projector does on a fresh installation.
      Shape shape = FundSlice.FUNDS.shape();
      tables.execute("drop view read_model.fund, read_model.fund_history, read_model.fund_config");
      tables.execute("drop table " + shape.list(1));
      tables.execute("set role fundstream_projector");
      tables.execute(shape.create(1));
      for (String table : shape.tables()) {
        tables.execute(shape.view(table, 1));
      }
      tables.execute("reset role");
    }
    try (Connection session = database.connect(database.superuser());
        PreparedStatement fill = session.prepareStatement(FILL)) {
      fill.setObject(1, Tenant.DEFAULT);
      fill.setInt(2, funds);
      fill.executeUpdate();
      try (PreparedStatement analyze =
          session.prepareStatement("vacuum analyze read_model.fund_v1")) {
        analyze.execute();
      }
    }
  }

  private static QueryConfig config(TestDatabase database) {
    return QueryConfig.from(
        Settings.from(
            Map.of(
                "FUNDSTREAM_HTTP_PORT", Integer.toString(FreePort.next()),
                "FUNDSTREAM_DATABASE_URL", database.url(),
                "FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_query"),
                "FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(KEY)),
            "query"));
  }

  /** Turns pages; answers the cursor after so many funds. */
  private static String walk(Line line, String from, int funds) throws IOException {
    String cursor = from;
    for (int passed = 0; passed < funds; passed += PAGE) {
      page(line, cursor);
      cursor = line.field("nextCursor");
    }
    return cursor;
  }

  private static double pagesPerSecond(Line line, String cursor, Duration length)
      throws IOException {
    long begin = System.nanoTime();
    long pages = 0;
    while (System.nanoTime() - begin < length.toNanos()) {
      page(line, cursor);
      pages++;
    }
    return pages * 1e9 / (System.nanoTime() - begin);
  }

  private static void page(Line line, String cursor) throws IOException {
    String after = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    line.exchange(Line.get("/v1/funds?limit=" + PAGE + after, KEY), 200);
  }
}
