package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** A gateway with one fund, and what is expected of it when it refuses. */
final class Refusals implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLES = "event_log head claim idempotency";

  final TestGateway gateway;
  private final TestDatabase database;
  private final String fund;

  private Refusals(TestDatabase database, TestGateway gateway, String fund) {
    this.database = database;
    this.gateway = gateway;
    this.fund = fund;
  }

  /**
   * Input that is to be refused.
   *
   * @param path {@code {fund}} in it stands for the fund's id
   * @param at where the error is: a pointer, or header:Name, or parameter:name; empty for none
   */
  record Case(
      String what,
      String method,
      String path,
      String body,
      int status,
      String slug,
      String at,
      String... headers) {}

  static Refusals start() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    TestGateway gateway = TestGateway.start(database);
    String answer = gateway.post("/v1/funds", FundLifeTest.FUND).body();
    return new Refusals(database, gateway, JSON.readTree(answer).get("id").asText());
  }

  /** A test for each. */
  List<DynamicTest> tests(List<Case> cases) {
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.what, () -> check(c))).toList();
  }

  private void check(Case it) throws Exception {
    long before = written();
    HttpResponse<String> answer =
        gateway.send(it.method(), it.path().replace("{fund}", fund), it.body(), it.headers());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(it.status());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:fundstream:problem:" + it.slug());
    assertThat(problem.get("status").asInt()).isEqualTo(it.status());
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
    if (!it.at().isEmpty() || it.slug().equals("invalid-body")) {
      assertThat(places(problem)).as(answer.body()).contains(it.at());
    }
    assertThat(written()).as("rows of any kind").isEqualTo(before);
  }

  /** Where a problem says that errors are. */
  static List<String> places(JsonNode problem) {
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

  private long written() throws Exception {
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

  @Override
  public void close() throws Exception {
    gateway.close();
    database.close();
  }
}
