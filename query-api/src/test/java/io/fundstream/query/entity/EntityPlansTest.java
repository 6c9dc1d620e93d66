package io.fundstream.query.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Plans;
import io.fundstream.query.ReadTables;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.fund.FundItem;
import io.fundstream.query.fund.FundReads;
import io.fundstream.query.fund.FundStatus;
import io.fundstream.query.page.Paging;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.schemas.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every list of funds walks an index from the place where it starts; nothing big is sorted. */
class EntityPlansTest {
  private static final UUID ID = UUID.fromString("80000000-0000-4000-8000-000000000000");
  private static final Instant AT = Instant.parse("2026-01-01T01:00:00Z");

  private static final RowList<FundItem> LIST = FundReads.FUND.list();

  private static TestDatabase database;
  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestDatabase.fresh();
    try (ReadTables tables = new ReadTables(database);
        Statement statement = tables.connection().createStatement()) {
      statement.execute(
          """
          insert into read_model.fund_v1
          select gen_random_uuid(), '%1$s', 1, 'Fund ' || md5(n::text), 2000 + n %% 25, 'USD', 1, null,
            0, 0, 0, (array['Buyout', 'Venture', 'Credit', null])[1 + n %% 4], 'GP ' || n %% 50, (array['FUNDRAISING', 'INVESTING', 'CLOSED'])[1 + n %% 3], null, null,
            timestamptz '2026-01-01' + n * interval '1 second', timestamptz '2026-01-01'
          from generate_series(1, 20000) n\
          """
              .formatted(Tenant.DEFAULT));
      statement.execute(
          "insert into read_model.fund_history_v1 select f.*, f.created_at from read_model.fund_v1 f");
      statement.execute("analyze");
    }
    connection = database.connect("fundstream_query");
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "name,,,,fund_v1_name",
    "-name,,,,fund_v1_name",
    "name,,,Fund a,fund_v1_name",
    "vintageYear,,,,fund_v1_vintage_year",
    "-vintageYear,,,,fund_v1_vintage_year",
    "vintageYear,,2010,,fund_v1_vintage_year",
    "createdAt,,,,fund_v1_created_at",
    "-createdAt,INVESTING,,,fund_v1_created_at",
    "createdAt,FUNDRAISING,,,fund_v1_fundraising",
    "-createdAt,FUNDRAISING,,,fund_v1_fundraising",
  })
  void a_list_walks_its_index(
      String sort,
      @Nullable FundStatus status,
      @Nullable Integer vintageYear,
      @Nullable String name,
      String index)
      throws SQLException {
    SortOrder.After late = new SortOrder.After(value(sort), List.of(ID));
    for (SortOrder.After after : new SortOrder.After[] {null, late}) {
      RowList.Asked<FundItem> asked = asked(sort, status, vintageYear, name);
      List<SqlText> statements =
          LIST.sql(
              new RowList.Asked<>(
                  asked.tenant(), asked.set(), asked.order(), new Paging<>(50, 0, after)));
      assertThat(statements).hasSize(1);
      String plan = plan(statements.getFirst());
      assertThat(plan).contains("Index", index).doesNotContain("Sort", "Seq Scan");
      if (after != null) {
        assertThat(plan).contains("Index Cond: ((tenant = ", "ROW(");
      }
    }
  }

  private static Object value(String sort) {
    return sort.endsWith("name") ? "Fund a8" : sort.endsWith("vintageYear") ? (Object) 2010 : AT;
  }

  private static RowList.Asked<FundItem> asked(
      String sort,
      @Nullable FundStatus status,
      @Nullable Integer vintageYear,
      @Nullable String name) {
    Parameters parameters =
        Parameters.ofQuery(
            "sort="
                + sort
                + (status == null ? "" : "&status=" + status)
                + (vintageYear == null ? "" : "&vintageYear=" + vintageYear)
                + (name == null ? "" : "&name=" + name.replace(" ", "%20")));
    RowList.Asked<FundItem> asked = LIST.asked(Tenant.DEFAULT, parameters);
    assertThat(parameters.errors()).isEmpty();
    return asked;
  }

  @Test
  void one_fund_now_and_as_it_was_known_are_single_probes() throws SQLException {
    assertThat(plan(EntityReads.manySql(connection, FundReads.FUND, Tenant.DEFAULT, List.of(ID))))
        .contains("fund_v1_pkey");
    assertThat(plan(EntityReads.knownSql(FundReads.FUND, Tenant.DEFAULT, ID, AT)))
        .contains("fund_history_v1_recorded_at")
        .doesNotContain("Sort", "Seq Scan");
  }

  private static String plan(SqlText sql) throws SQLException {
    return Plans.of(connection, sql);
  }
}
