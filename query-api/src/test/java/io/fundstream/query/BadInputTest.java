package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.ReadTables.Fund;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  private static TestDatabase database;
  private static Running query;
  private static Fund fund;

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.fresh();
    query = Running.on(database);
    try (ReadTables tables = new ReadTables(database)) {
      Instant at = Instant.parse("2026-01-01T00:00:00Z");
      fund = tables.put(ReadTables.fund("Alder", at));
      tables.put(ReadTables.fund("Birch", at));
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    query.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/funds?nosuch=1|nosuch",
        "/v1/funds?limit=0|limit",
        "/v1/funds?limit=201|limit",
        "/v1/funds?limit=ten|limit",
        "/v1/funds?limit=1.0|limit",
        "/v1/funds?limit=|limit",
        "/v1/funds?limit=99999999999999999999|limit",
        "/v1/funds?limit=5&limit=6|limit",
        "/v1/funds?skip=-1|skip",
        "/v1/funds?skip=10001|skip",
        "/v1/funds?status=OPEN|status",
        "/v1/funds?status=closed|status",
        "/v1/funds?status=|status",
        "/v1/funds?vintageYear=soon|vintageYear",
        "/v1/funds?name=|name",
        "/v1/funds?name=%00|name",
        "/v1/funds?name=%FF|name",
        "/v1/funds?sort=id|sort",
        "/v1/funds?sort=--name|sort",
        "/v1/funds?sort=name,id|sort",
        "/v1/funds?cursor=nonsense|cursor",
        "/v1/funds?cursor=|cursor",
        "/v1/funds?minPosition=1|minPosition",
        "/v1/funds?minPosition=0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10:0|minPosition",
        "/v1/funds?minPosition=0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10:9999999999999999999|minPosition",
        "/v1/funds?minVersion=1|minVersion",
        "/v1/funds/nonsense|id",
        "/v1/funds/0198a7c25b3e7d419c6f2f1f0b9a4e10|id",
        "/v1/funds/{0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10}|id",
        "/v1/funds/ID?minVersion=0|minVersion",
        "/v1/funds/ID?minVersion=2147483648|minVersion",
        "/v1/funds/ID?knownAt=yesterday|knownAt",
        "/v1/funds/ID?knownAt=2026-02-30T00:00:00Z|knownAt",
        "/v1/funds/ID?knownAt=2026-01-01|knownAt",
        "/v1/funds/ID?knownAt=2026-01-01T00:00:00.0000001Z|knownAt",
        "/v1/funds/ID?knownAt=2999-01-01T00:00:00Z|knownAt",
        "/v1/funds/ID?limit=1|limit",
        "/v1/funds/ID/configs/0|n",
        "/v1/funds/ID/configs/01|n",
        "/v1/funds/ID/configs/x|n",
        "/v1/funds/ID/configs/99999999999|n",
        "/v1/funds/ID/configs?sort=name|sort",
        "/v1/funds/ID/events?sort=version|sort",
        "/v1/funds/ID/events?context=fund|context",
        "/v1/activities?fundId=x|fundId",
        "/v1/activities?sort=recordedAt|sort",
        "/v1/events?context=nosuch|context",
        "/v1/events?streamId=x|streamId",
        "/v1/events?skip=1|skip",
        "/v1/events/stream?context=nosuch|context",
        "/v1/events/stream?limit=1|limit",
        "/v1/events/stream?cursor=nonsense|cursor",
      })
  void a_bad_parameter_is_named(String path, String parameter) {
    // The client library refuses some of these addresses itself.
    String encoded = path.replace("{", "%7B").replace("}", "%7D");
    Running.Answer answer = query.get(encoded.replace("ID", fund.id().toString()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.slug()).isEqualTo("invalid-parameter");
    JsonNode errors = answer.json().path("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).path("parameter").asText()).isEqualTo(parameter);
    assertThat(errors.get(0).path("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/funds|Prefer|wait=soon",
        "/v1/funds|Prefer|wait=-1",
        "/v1/funds|Fundstream-Position|7",
        "/v1/events/stream|Last-Event-ID|nonsense",
      })
  void a_bad_header_is_named(String path, String header, String value) {
    Running.Answer answer = query.get(path, header, value);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.slug()).isEqualTo("invalid-header");
    assertThat(answer.json().path("errors").get(0).path("header").asText()).isEqualTo(header);
  }

  @Test
  void all_errors_are_told_at_once() {
    Running.Answer answer =
        query.get("/v1/funds?limit=0&status=X&nosuch=1&cursor=!", "Prefer", "wait=x");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors")).hasSize(5);
  }

  @Test
  void a_cursor_is_good_for_its_own_list_alone() {
    String cursor = query.get("/v1/funds?limit=1").next();
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(query.get("/v1/funds?limit=2&cursor=" + cursor).status()).isEqualTo(200);
    for (String other :
        new String[] {
          "/v1/funds?sort=name&",
          "/v1/funds?sort=-createdAt&",
          "/v1/funds?status=CLOSED&",
          "/v1/funds?vintageYear=2024&",
          "/v1/funds?name=A&",
          "/v1/activities?",
          "/v1/events?",
          "/v1/funds/" + fund.id() + "/configs?",
          "/v1/funds/" + fund.id() + "/events?"
        }) {
      Running.Answer answer = query.get(other + "cursor=" + cursor);
      assertThat(answer.status()).as(other).isEqualTo(400);
      assertThat(answer.text()).contains("another list");
    }
    assertThat(query.get("/v1/funds?skip=1&cursor=" + cursor).status()).isEqualTo(400);
  }

  @Test
  void without_the_key_there_is_nothing_to_see() {
    for (String path :
        new String[] {
          "/v1/funds", "/v1/events/stream", "/v1/funds/" + UUID.randomUUID(), "/v1/x"
        }) {
      HttpRequest request = HttpRequest.newBuilder(query.uri().resolve(path)).build();
      assertThat(query.send(request).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void nothing_can_be_written_here() {
    HttpRequest post =
        HttpRequest.newBuilder(query.uri().resolve("/v1/funds"))
            .header("Authorization", "Bearer " + Running.KEY)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    Running.Answer answer = query.send(post);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET");
  }
}
