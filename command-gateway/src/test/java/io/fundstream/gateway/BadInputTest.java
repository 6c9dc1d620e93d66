package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.Refusals.Case;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bad input is refused whole: status, type and place are told, and nothing is written. */
class BadInputTest {
  private static Refusals refusals;

  @BeforeAll
  static void start() throws Exception {
    refusals = Refusals.start();
  }

  @AfterAll
  static void stop() throws Exception {
    refusals.close();
  }

  @TestFactory
  List<DynamicTest> every_kind_of_bad_input_is_refused() {
    List<Case> cases = new ArrayList<>();
    bodies(cases);
    fields(cases);
    headers(cases);
    return refusals.tests(cases);
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

  private static String with(String field) {
    return FundLifeTest.FUND.replace("{\"name\"", "{" + field + ",\"name\"");
  }

  private static String replaced(String from, String to) {
    assertThat(FundLifeTest.FUND).contains(from);
    return FundLifeTest.FUND.replaceFirst(
        java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
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
                                HttpRequest.newBuilder(refusals.gateway.uri().resolve("/v1/funds"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build())
                            .statusCode())
                    .isEqualTo(401)),
        DynamicTest.dynamicTest(
            "all errors at once",
            () ->
                assertThat(
                        Refusals.places(
                            Refusals.JSON.readTree(
                                refusals.gateway.post("/v1/funds", "{\"x\":1}").body())))
                    .contains(
                        "/x",
                        "/name",
                        "/vintageYear",
                        "/targetSize",
                        "/managementFeeRate",
                        "/carryRate")));
  }

  /** The README shows this answer: its order is part of what clients have seen. */
  @Test
  void errors_come_in_the_order_that_the_readme_shows() throws Exception {
    String body =
        "{\"name\":\"\",\"vintageYear\":\"x\",\"targetSize\":100,\"carryRate\":\"0.7\",\"oops\":1}";
    assertThat(
            Refusals.places(
                Refusals.JSON.readTree(refusals.gateway.post("/v1/funds", body).body())))
        .containsExactly(
            "/targetSize", "/name", "/managementFeeRate", "/carryRate", "/vintageYear", "/oops");
  }

  @Test
  void a_line_of_a_batch_tells_what_is_wrong_with_a_draft_before_its_fund() throws Exception {
    var results =
        BatchBodies.results(
            refusals.gateway.batch(
                List.of(
                    "{\"command\":\"fund.save-draft\",\"id\":1,\"config\":1}",
                    "{\"command\":\"fund.amend\",\"id\":1,\"name\":1}")));
    assertThat(Refusals.places(results.get(0))).containsExactly("/config", "/id");
    assertThat(Refusals.places(results.get(1))).containsExactly("/id", "/name");
  }

  private static int typed(String type) {
    HttpRequest request =
        HttpRequest.newBuilder(refusals.gateway.uri().resolve("/v1/funds"))
            .header("Authorization", "Bearer " + TestGateway.KEY)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(FundLifeTest.FUND))
            .build();
    return TestGateway.send(request).statusCode();
  }
}
