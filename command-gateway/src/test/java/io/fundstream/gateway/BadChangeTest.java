package io.fundstream.gateway;

import io.fundstream.gateway.Refusals.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bad changes of a fund that exists, and paths that are none: refused whole too. */
class BadChangeTest {
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
  List<DynamicTest> every_kind_of_bad_change_is_refused() {
    List<Case> cases = new ArrayList<>();
    drafts(cases);
    patches(cases);
    paths(cases);
    return refusals.tests(cases);
  }

  private static void drafts(List<Case> cases) {
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
  }

  private static void patches(List<Case> cases) {
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
  }

  private static void paths(List<Case> cases) {
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
}
