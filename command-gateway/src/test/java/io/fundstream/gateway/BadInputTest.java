package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bad input is refused whole: status, type and place are told, and nothing is written. */
class BadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLES = "event_log partition_head stream_head claim idempotency";

  private static TestDatabase database;
  private static TestGateway gateway;
  private static String fund;

  /**
   * @param at where the error is: a pointer, or header:Name, or parameter:name; empty for none
   */
  private record Case(
      String what,
      String method,
      String path,
      String body,
      int status,
      String slug,
      String at,
      String... headers) {}

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.fresh();
    gateway = TestGateway.start(database);
    fund = JSON.readTree(gateway.post("/v1/funds", FundLifeTest.FUND).body()).get("id").asText();
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
    database.close();
  }

  @TestFactory
  List<DynamicTest> every_kind_of_bad_input_is_refused() {
    List<Case> cases = new ArrayList<>();
    bodies(cases);
    fields(cases);
    otherRoutes(cases);
    headers(cases);
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.what, () -> check(c))).toList();
  }

  private static void bodies(List<Case> cases) {
    register(cases, "not JSON", "{\"name\":", "");
    register(cases, "nothing", "", "");
    register(cases, "an array", "[]", "");
    register(cases, "two values", "{} {}", "");
    register(cases, "a byte order mark", "\uFEFF{}", "");
    register(cases, "a duplicate field", with("\"name\":\"again\""), "/name");
    register(cases, "an unknown field", with("\"colour\":\"red\""), "/colour");
    register(cases, "an escaped unknown field", with("\"a/b~c\":1"), "/a~1b~0c");
    register(
        cases, "a NUL in text", replaced("\"Press On Ventures Fund I\"", "\"a\\u0000b\""), "/name");
    register(
        cases,
        "a lone surrogate",
        replaced("\"Press On Ventures Fund I\"", "\"a\\ud800b\""),
        "/name");
    cases.add(
        new Case(
            "a body over 1 MiB",
            "POST",
            "/v1/funds",
            " ".repeat((1 << 20) + 1),
            413,
            "payload-too-large",
            ""));
    cases.add(
        new Case(
            "a body of 6 MiB",
            "POST",
            "/v1/funds",
            " ".repeat(6 << 20),
            413,
            "payload-too-large",
            ""));
  }

  private static void fields(List<Case> cases) {
    register(cases, "a missing field", replaced("\"vintageYear\":2020,", ""), "/vintageYear");
    register(cases, "a wrong type", replaced("2020", "\"2020\""), "/vintageYear");
    register(cases, "a year before 1900", replaced("2020", "1899"), "/vintageYear");
    int after = LocalDate.now(ZoneOffset.UTC).getYear() + 2;
    register(cases, "a year after the next", replaced("2020", "" + after), "/vintageYear");
    register(cases, "a fraction of a year", replaced("2020", "2020.0"), "/vintageYear");
    register(cases, "an empty name", replaced("Press On Ventures Fund I", ""), "/name");
    register(cases, "a long name", replaced("Press On Ventures Fund I", "n".repeat(256)), "/name");
    register(
        cases, "money as a number", replaced("\"100000000.00\"", "100000000.00"), "/targetSize");
    register(
        cases, "money with an exponent", replaced("\"100000000.00\"", "\"1e8\""), "/targetSize");
    register(cases, "money with a plus", replaced("\"100000000.00\"", "\"+1.00\""), "/targetSize");
    register(cases, "money of three decimals", replaced("100000000.00", "1.001"), "/targetSize");
    register(
        cases, "too much money", replaced("100000000.00", "1" + "0".repeat(18)), "/targetSize");
    register(cases, "no money", replaced("100000000.00", "0.00"), "/targetSize");
    register(cases, "less than no money", replaced("100000000.00", "-1.00"), "/targetSize");
    register(cases, "a cap below the target", replaced("120000000.00", "99999999.99"), "/hardCap");
    register(
        cases, "a fee over a tenth", replaced("\"0.02\"", "\"0.100001\""), "/managementFeeRate");
    register(
        cases,
        "a rate of seven decimals",
        replaced("\"0.02\"", "\"0.0200001\""),
        "/managementFeeRate");
    register(cases, "a carry over a half", replaced("\"0.20\"", "\"0.6\""), "/carryRate");
    register(cases, "a negative hurdle", replaced("\"0.08\"", "\"-0.01\""), "/hurdleRate");
    register(cases, "an unknown currency", replaced("USD", "ZZZ"), "/currency");
    register(cases, "a withdrawn currency", replaced("USD", "DEM"), "/currency");
    register(cases, "three minor digits", replaced("USD", "KWD"), "/currency");
    register(
        cases,
        "half a yen",
        replaced("\"USD\",\"targetSize\":\"100000000.00\"", "\"JPY\",\"targetSize\":\"100.50\""),
        "/targetSize");
    register(cases, "a bad id", with("\"id\":\"42\""), "/id");
    register(
        cases, "a day that does not exist", with("\"effectiveOn\":\"2026-02-30\""), "/effectiveOn");
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    register(cases, "a day to come", with("\"effectiveOn\":\"" + tomorrow + "\""), "/effectiveOn");
  }

  private static void otherRoutes(List<Case> cases) {
    bad(
        cases,
        "a deep config",
        "/drafts",
        "{\"config\":" + "{\"a\":".repeat(33) + "1" + "}".repeat(34),
        "/config" + "/a".repeat(32));
    bad(cases, "a config that is a list", "/drafts", "{\"config\":[]}", "/config");
    bad(
        cases,
        "a config over 256 KiB",
        "/drafts",
        "{\"config\":{\"a\":\"" + "x".repeat(256 << 10) + "\"}}",
        "/config");
    bad(
        cases,
        "a number of 39 digits",
        "/drafts",
        "{\"config\":{\"a\":" + "1".repeat(39) + "}}",
        "/config/a");
    bad(cases, "an exponent of 101", "/drafts", "{\"config\":{\"a\":1e101}}", "/config/a");
    bad(cases, "a duplicate in a config", "/drafts", "{\"config\":{\"a\":1,\"a\":2}}", "/config/a");
    bad(cases, "a NUL in a config", "/drafts", "{\"config\":{\"a\":\"\\u0000\"}}", "/config/a");
    bad(cases, "no status", "/status", "{}", "/status");
    bad(cases, "a status that is none", "/status", "{\"status\":\"OPEN\"}", "/status");
    bad(cases, "version 0 of a config", "/publications", "{\"configVersion\":0}", "/configVersion");
    for (String term :
        List.of("name", "targetSize", "managementFeeRate", "carryRate", "hurdleRate")) {
      patch(
          cases,
          term + " null",
          "{\"" + term + "\":null}",
          400,
          "invalid-body",
          "/" + term,
          "If-Match",
          "\"1\"");
    }
    patch(
        cases,
        "a cap below a target",
        "{\"targetSize\":\"2.00\",\"hardCap\":\"1.00\"}",
        400,
        "invalid-body",
        "/hardCap",
        "If-Match",
        "\"1\"");
    patch(
        cases,
        "the currency",
        "{\"currency\":\"EUR\"}",
        400,
        "invalid-body",
        "/currency",
        "If-Match",
        "\"1\"");
    patch(
        cases, "no If-Match", "{\"name\":\"x\"}", 428, "precondition-required", "header:If-Match");
    for (String tag :
        List.of("1", "W/\"1\"", "*", "\"1\", \"2\"", "\"0\"", "\"x\"", "\"99999999999\"")) {
      patch(
          cases,
          "If-Match " + tag,
          "{\"name\":\"x\"}",
          400,
          "invalid-header",
          "header:If-Match",
          "If-Match",
          tag);
    }
    patch(
        cases,
        "an old version",
        "{\"name\":\"x\"}",
        412,
        "precondition-failed",
        "",
        "If-Match",
        "\"7\"");
    String nobody = UUID.randomUUID().toString();
    cases.add(
        new Case("an unknown fund", "PATCH", "/v1/funds/" + nobody, "{}", 404, "not-found", ""));
    cases.add(
        new Case(
            "a bad fund id",
            "POST",
            "/v1/funds/42/drafts",
            "{\"config\":{}}",
            400,
            "invalid-parameter",
            "parameter:id"));
    cases.add(new Case("an unknown path", "POST", "/v1/fund", "{}", 404, "not-found", ""));
    cases.add(new Case("another method", "PUT", "/v1/funds", "{}", 405, "method-not-allowed", ""));
    cases.add(
        new Case(
            "a query parameter",
            "POST",
            "/v1/funds?dry=1",
            FundLifeTest.FUND,
            400,
            "invalid-parameter",
            "parameter:dry"));
  }

  private static void headers(List<Case> cases) {
    for (String key : List.of("", "two words", "k".repeat(256))) {
      header(cases, "Idempotency-Key", key);
    }
    header(cases, "X-Correlation-Id", "x".repeat(129));
    header(cases, "traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01");
    header(cases, "traceparent", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    header(cases, "traceparent", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01");
    header(cases, "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x");
  }

  private static void header(List<Case> cases, String name, String value) {
    cases.add(
        new Case(
            name + " '" + value + "'",
            "POST",
            "/v1/funds",
            FundLifeTest.FUND,
            400,
            "invalid-header",
            "header:" + name,
            name,
            value));
  }

  private static void register(List<Case> cases, String what, String body, String pointer) {
    cases.add(new Case(what, "POST", "/v1/funds", body, 400, "invalid-body", pointer));
  }

  private static void bad(List<Case> cases, String what, String sub, String body, String pointer) {
    cases.add(new Case(what, "POST", "/v1/funds/{fund}" + sub, body, 400, "invalid-body", pointer));
  }

  private static void patch(
      List<Case> cases,
      String what,
      String body,
      int status,
      String slug,
      String at,
      String... headers) {
    cases.add(new Case(what, "PATCH", "/v1/funds/{fund}", body, status, slug, at, headers));
  }

  private static String with(String field) {
    return FundLifeTest.FUND.replace("{\"name\"", "{" + field + ",\"name\"");
  }

  private static String replaced(String from, String to) {
    assertThat(FundLifeTest.FUND).contains(from);
    return FundLifeTest.FUND.replaceFirst(
        java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
  }

  private static void check(Case it) throws Exception {
    long before = written();
    HttpResponse<String> answer =
        gateway.send(it.method, it.path.replace("{fund}", fund), it.body, it.headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(it.status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:fundstream:problem:" + it.slug);
    assertThat(problem.get("status").asInt()).isEqualTo(it.status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
    if (!it.at.isEmpty() || it.slug.equals("invalid-body")) {
      assertThat(places(problem)).as(answer.body()).contains(it.at);
    }
    assertThat(written()).as("rows of any kind").isEqualTo(before);
  }

  private static List<String> places(JsonNode problem) {
    List<String> places = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      assertThat(error.get("detail").asText()).isNotBlank();
      assertThat(error.size()).as("detail and one place").isEqualTo(2);
      for (String kind : List.of("parameter", "header")) {
        if (error.has(kind)) {
          places.add(kind + ":" + error.get(kind).asText());
        }
      }
      if (error.has("pointer")) {
        places.add(error.get("pointer").asText());
      }
    }
    return places;
  }

  @TestFactory
  List<DynamicTest> the_wrong_content_type_and_a_missing_key_are_refused() {
    return List.of(
        DynamicTest.dynamicTest("text/plain", () -> assertThat(typed("text/plain")).isEqualTo(415)),
        DynamicTest.dynamicTest(
            "merge patch for a POST",
            () -> assertThat(typed("application/merge-patch+json")).isEqualTo(415)),
        DynamicTest.dynamicTest(
            "no key",
            () ->
                assertThat(
                        TestGateway.send(
                                HttpRequest.newBuilder(gateway.uri().resolve("/v1/funds"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build())
                            .statusCode())
                    .isEqualTo(401)),
        DynamicTest.dynamicTest(
            "all errors at once",
            () ->
                assertThat(places(JSON.readTree(gateway.post("/v1/funds", "{\"x\":1}").body())))
                    .contains(
                        "/x",
                        "/name",
                        "/vintageYear",
                        "/targetSize",
                        "/managementFeeRate",
                        "/carryRate")));
  }

  private static int typed(String type) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.uri().resolve("/v1/funds"))
            .header("Authorization", "Bearer " + TestGateway.KEY)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(FundLifeTest.FUND))
            .build();
    return TestGateway.send(request).statusCode();
  }

  private static long written() throws Exception {
    long rows = 0;
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      for (String table : TABLES.split(" ")) {
        try (ResultSet row = statement.executeQuery("select count(*) from event_store." + table)) {
          row.next();
          rows += row.getLong(1);
        }
      }
    }
    return rows;
  }
}
