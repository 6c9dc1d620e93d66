package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A fund's life, as a client meets it. */
class FundLifeTest {
  static final String FUND =
      """
      {"name":"Press On Ventures Fund I","vintageYear":2020,"currency":"USD",\
      "targetSize":"100000000.00","hardCap":"120000000.00","managementFeeRate":"0.02",\
      "carryRate":"0.20","hurdleRate":"0.08"}\
      """;

  private static TestDatabase database;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    gateway = TestGateway.start(database);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
    database.close();
  }

  @Test
  void a_fund_is_registered_amended_configured_and_closed() throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FUND);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = json(made).get("id").asText();
    assertThat(made.headers().firstValue("Location")).hasValue("/v1/funds/" + id);
    assertThat(made.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(made.headers().firstValue("Fundstream-Position")).hasValue(id + ":1");
    assertThat(made.headers().firstValue("X-Correlation-Id")).isPresent();

    HttpResponse<String> amended =
        gateway.patch("/v1/funds/" + id, "{\"name\":\"Press On I\"}", "If-Match", "\"1\"");
    assertThat(amended.statusCode()).as(amended.body()).isEqualTo(200);
    assertThat(json(amended).get("version").asInt()).isEqualTo(2);

    HttpResponse<String> draft =
        gateway.post("/v1/funds/" + id + "/drafts", "{\"config\":{\"a\": 1.50 , \"b\":[]}}");
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
    assertThat(json(draft).get("configVersion").asInt()).isEqualTo(1);
    assertThat(draft.headers().firstValue("Location")).hasValue("/v1/funds/" + id + "/configs/1");

    HttpResponse<String> published = gateway.post("/v1/funds/" + id + "/publications", "{}");
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    assertThat(json(published).get("position").asText()).isEqualTo(id + ":4");

    HttpResponse<String> closed =
        gateway.post("/v1/funds/" + id + "/status", "{\"status\":\"CLOSED\",\"reason\":\"done\"}");
    assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);

    HttpResponse<String> refused = gateway.post("/v1/funds/" + id + "/drafts", "{\"config\":{}}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("type").asText()).isEqualTo("urn:fundstream:problem:fund-closed");
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }
}
