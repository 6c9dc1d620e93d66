package io.fundstream.query.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Plans;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.Page;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.FieldError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of rows with values that may be missing, a key of two columns, and every filter. */
class RowListTest {
  private static final UUID TENANT = UUID.fromString("0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10");

  /** A row whose key is two columns. */
  record Holding(
      UUID fundId,
      UUID investorId,
      @Nullable String strategy,
      @Nullable Integer grade,
      LocalDate effectiveOn) {}

  private static final RowList<Holding> BEFORE =
      RowList.of("holdings", "read_model.holding", Holding.class, "fundId", "investorId")
          .positionalFilters(Filter.id("fundId"))
          .sorts("effectiveOn")
          .sortedBy("effectiveOn");

  private static final RowList<Holding> LIST =
      BEFORE.filters(
          Filter.text("strategy", 100).sortable(),
          Filter.whole("grade", 0, 9).sortable(),
          Filter.prefix("strategyPrefix", 10).on("strategy"),
          Filter.date("effectiveFrom").on("effective_on").atLeast(),
          Filter.date("effectiveTo").on("effective_on").atMost());

  private static TestDatabase database;
  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestDatabase.fresh();
    connection = database.connect("fundstream_projector");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table read_model.holding (
            effective_on date not null, tenant uuid not null, fund_id uuid not null,
            investor_id uuid not null, strategy text collate "C", grade int,
            primary key (fund_id, investor_id));
          create index holding_strategy
            on read_model.holding (tenant, strategy, fund_id, investor_id);
          create index holding_grade on read_model.holding (tenant, grade, fund_id, investor_id);
          insert into read_model.holding
          select date '2026-01-01' + n %% 365, '%s', md5((n %% 97)::text)::uuid,
            md5(n::text)::uuid, case when n %% 3 > 0 then 'S' || n %% 7 end, nullif(n %% 5, 0)
          from generate_series(1, 5000) n;
          insert into read_model.holding
          select date '2026-01-01', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'S1', 1
          from generate_series(1, 5000) n;
          analyze read_model.holding\
          """
              .formatted(TENANT));
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"strategy", "-strategy", "grade", "-grade", "effectiveOn", "-effectiveOn"})
  void pages_hold_every_row_once_and_in_order_with_those_without_a_value(String sort)
      throws SQLException {
    List<Holding> whole = new ArrayList<>();
    String cursor = "";
    do {
      Page<Holding> page = page("sort=" + sort + "&limit=190" + cursor);
      whole.addAll(page.items());
      cursor = page.nextCursor() == null ? "" : "&cursor=" + page.nextCursor();
    } while (!cursor.isEmpty());
    assertThat(whole).isEqualTo(inOrder(sort));
  }

  private static List<Holding> inOrder(String sort) throws SQLException {
    String direction = sort.startsWith("-") ? " desc" : " asc";
    String column = sort.replace("-", "").replace("effectiveOn", "effective_on");
    return new SqlText(
            "select %2$s from read_model.holding where tenant = ? order by %1$s %3$s, fund_id %3$s, investor_id %3$s"
                .formatted(column, LIST.columns().names(), direction),
            TENANT)
        .list(connection, LIST.columns()::read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strategy", "-strategy", "grade", "-grade"})
  void while_much_follows_every_statement_of_a_page_walks_the_index(String sort)
      throws SQLException {
    String cursor = "";
    for (int n = 0; n < 6; n++) {
      Page<Holding> page = page("limit=20&sort=" + sort + cursor);
      for (SqlText sql : LIST.sql(asked("limit=20&sort=" + sort + cursor))) {
        assertThat(Plans.of(connection, sql))
            .contains("holding_" + sort.replace("-", ""))
            .doesNotContain("Sort", "Seq Scan");
      }
      cursor = "&cursor=" + page.nextCursor();
    }
  }

  @Test
  void filters_hold_what_they_say() throws SQLException {
    assertThat(page("strategy=S3").items()).isNotEmpty().allMatch(h -> "S3".equals(h.strategy()));
    assertThat(page("grade=2").items())
        .isNotEmpty()
        .allMatch(h -> Integer.valueOf(2).equals(h.grade()));
    assertThat(page("strategyPrefix=S").items()).isNotEmpty().allMatch(h -> h.strategy() != null);
    LocalDate day = LocalDate.of(2026, 3, 1);
    assertThat(page("effectiveFrom=2026-03-01&effectiveTo=2026-03-01&limit=200").items())
        .hasSize(14)
        .allMatch(h -> h.effectiveOn().equals(day));
  }

  @Test
  void a_cursor_of_before_a_filter_was_added_stays_good_and_one_under_a_filter_is_bound_to_it()
      throws SQLException {
    RowList.Asked<Holding> first = BEFORE.asked(TENANT, Parameters.ofQuery("limit=5"));
    String old = "cursor=" + BEFORE.page(connection, first).nextCursor();
    assertThat(page(old + "&limit=5").items()).hasSize(5);
    assertThat(errors(old + "&strategy=S1")).hasSize(1);
    String filtered = "cursor=" + page("strategy=S1&limit=5").nextCursor();
    assertThat(errors(filtered + "&strategy=S1")).isEmpty();
    assertThat(errors(filtered + "&strategy=S2")).hasSize(1);
    assertThat(errors(filtered)).hasSize(1);
  }

  @Test
  void a_declaration_that_names_no_component_is_refused() {
    assertThatThrownBy(() -> BEFORE.filters(Filter.text("strategi", 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BEFORE.sorts("strategi")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Page<Holding> page(String query) throws SQLException {
    return LIST.page(connection, asked(query));
  }

  private static RowList.Asked<Holding> asked(String query) {
    Parameters parameters = Parameters.ofQuery(query);
    RowList.Asked<Holding> asked = LIST.asked(TENANT, parameters);
    assertThat(parameters.errors()).isEmpty();
    return asked;
  }

  private static List<FieldError> errors(String query) {
    Parameters parameters = Parameters.ofQuery(query);
    LIST.asked(TENANT, parameters);
    return parameters.errors();
  }
}
