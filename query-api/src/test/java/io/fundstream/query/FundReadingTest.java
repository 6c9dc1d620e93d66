package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.ReadTables.Fund;
import io.fundstream.schemas.Instants;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FundReadingTest {
  private static final Instant REGISTERED = Instant.parse("2026-03-31T09:30:00.000001Z");
  private static final Instant AMENDED = Instant.parse("2026-03-31T09:30:00.000003Z");

  private static TestDatabase database;
  private static ReadTables tables;
  private static Running query;
  private static Fund fund;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    tables = new ReadTables(database);
    query = Running.on(database);
    fund = tables.put(ReadTables.fund("Alder I", REGISTERED));
    fund = tables.put(fund.name("Alder One").version(2, AMENDED));
  }

  @AfterAll
  static void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  @Test
  void a_fund_is_answered_with_money_and_rates_as_decimal_strings() {
    Running.Answer answer = query.get("/v1/funds/" + fund.id());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    JsonNode json = answer.json();
    assertThat(json.path("id").asText()).isEqualTo(fund.id().toString());
    assertThat(json.path("targetSize").asText()).isEqualTo("100000000.00");
    assertThat(json.path("hardCap").asText()).isEqualTo("120000000.50");
    assertThat(json.path("carryRate").asText()).isEqualTo("0.200000");
    assertThat(json.path("draftConfigVersion").isNull()).isTrue();
    assertThat(json.path("createdAt").asText()).isEqualTo("2026-03-31T09:30:00.000001Z");
    assertThat(json.path("updatedAt").asText()).isEqualTo("2026-03-31T09:30:00.000003Z");
  }

  @Test
  void the_letter_case_of_an_id_does_not_matter() {
    String upper = fund.id().toString().toUpperCase(java.util.Locale.ROOT);
    assertThat(query.get("/v1/funds/" + upper).status()).isEqualTo(200);
  }

  @Test
  void who_has_the_version_already_gets_304_with_or_without_the_suffix_of_gzip() {
    for (String tag : new String[] {"\"2\"", "\"2--gzip\"", "W/\"2\"", "*", "\"1\", \"2\""}) {
      Running.Answer answer = query.get("/v1/funds/" + fund.id(), "If-None-Match", tag);
      assertThat(answer.status()).as(tag).isEqualTo(304);
      assertThat(answer.text()).isEmpty();
    }
    assertThat(query.get("/v1/funds/" + fund.id(), "If-None-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  @Test
  void known_at_answers_to_the_microsecond_what_was_known_then() {
    assertThat(known(REGISTERED.minus(1, ChronoUnit.MICROS)).status()).isEqualTo(404);
    assertThat(known(REGISTERED).json().path("name").asText()).isEqualTo("Alder I");
    Running.Answer before = known(AMENDED.minus(1, ChronoUnit.MICROS));
    assertThat(before.json().path("name").asText()).isEqualTo("Alder I");
    assertThat(before.header("ETag")).isEqualTo("\"1\"");
    assertThat(known(AMENDED).json().path("name").asText()).isEqualTo("Alder One");
    assertThat(known(AMENDED.plus(1, ChronoUnit.MICROS)).json().path("version").asInt())
        .isEqualTo(2);
  }

  @Test
  void what_is_not_settled_says_so_and_is_not_stored() throws SQLException {
    Instant settled = AMENDED.plusSeconds(10);
    tables.settled("fund-v1", settled);
    Running.Answer before = known(settled.minus(1, ChronoUnit.MICROS));
    assertThat(before.header("Fundstream-Settled")).isEqualTo("true");
    assertThat(before.header("Cache-Control")).doesNotContain("no-store");
    for (Instant later : new Instant[] {settled, settled.plus(1, ChronoUnit.MICROS)}) {
      Running.Answer answer = known(later);
      assertThat(answer.header("Fundstream-Settled")).isEqualTo("false");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.json().path("version").asInt()).isEqualTo(2);
    }
  }

  @Test
  void one_part_that_lags_or_has_said_nothing_makes_it_unsettled() throws SQLException {
    tables.settled("fund-v1", AMENDED.plusSeconds(10));
    tables.execute(
        "update read_model.settled set settled_at = ? where part = 7", AMENDED.minusSeconds(1));
    assertThat(known(AMENDED).header("Fundstream-Settled")).isEqualTo("false");
    tables.execute("delete from read_model.settled where part = 7");
    assertThat(known(AMENDED).header("Fundstream-Settled")).isEqualTo("false");
  }

  @Test
  void an_unknown_fund_is_404_everywhere() {
    String unknown = "/v1/funds/" + UUID.randomUUID();
    for (String path : new String[] {"", "/configs", "/configs/1", "/events"}) {
      Running.Answer answer = query.get(unknown + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.slug()).isEqualTo("not-found");
    }
  }

  private static Running.Answer known(Instant at) {
    return query.get("/v1/funds/" + fund.id() + "?knownAt=" + Instants.text(at));
  }
}
