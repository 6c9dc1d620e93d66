package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.audit.AuditReport;
import io.fundstream.parts.TestKafka;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.FundRequests;
import io.fundstream.system.traffic.Request;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two contexts of one family share the numbers of a fund, and every projection passes both. */
class SecondContextTest {
  private static final int EVENTS = 200;

  @Test
  void events_of_two_contexts_interleave_under_one_seq_and_every_projection_passes_them()
      throws Exception {
    try (TwoContexts stack = new TwoContexts()) {
      Client http = new Client(stack.gateway(), stack.query(), TwoContexts.API_KEY);
      UUID fund = UUID.randomUUID();
      assertThat(http.send(FundRequests.register(fund, "Two contexts")).status()).isEqualTo(201);
      Crowd.all(
          IntStream.range(0, EVENTS),
          n -> Crowd.untilAnswered(http, n % 2 == 0 ? draft(fund, n) : note(fund, n)));
      List<String> expected = contexts(stack);
      assertThat(expected).hasSize(EVENTS + 1).contains("fund", "note");
      projectionsPass(stack, fund);
      trailHasBoth(http, fund);
      audit(stack);
    }
  }

  private static Request draft(UUID fund, int n) {
    return FundRequests.draft(fund, "{\"n\":%d}".formatted(n));
  }

  private static Request note(UUID fund, int n) {
    String key = fund + "-" + n;
    String body = "{\"text\":\"note %d\"}".formatted(n);
    String path = "/v1/funds/" + fund + "/notes";
    return new Request(key, key, "POST", path, null, body, "NoteTaken", Set.of(201), fund);
  }

  private static List<String> contexts(TwoContexts stack) throws SQLException {
    return column(stack, "select context from event_store.event_log order by seq");
  }

  private static void projectionsPass(TwoContexts stack, UUID fund) {
    Awaitility.await("every projection passes the last seq")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(
                    column(
                        stack,
                        "select projection || ' ' || seq from read_model.progress where partition_key = '%s' order by 1"
                            .formatted(fund)))
                .containsExactly(
                    "activity-v1 " + (EVENTS + 1),
                    "event-v1 " + (EVENTS + 1),
                    "fund-v1 " + (EVENTS + 1)));
  }

  private static void trailHasBoth(Client http, UUID fund) throws Exception {
    Answer read = http.get("/v1/funds/" + fund + "?minPosition=" + fund + ":" + (EVENTS + 1));
    assertThat(read.json().get("version").asInt()).isEqualTo(EVENTS / 2 + 1);
    JsonNode notes = http.get("/v1/events?context=note&limit=200").json().get("items");
    assertThat(notes).hasSize(EVENTS / 2);
  }

  private static void audit(TwoContexts stack) throws SQLException {
    AuditReport report =
        Audit.run(
            AuditConfig.of(
                    stack.database().url(),
                    "fundstream_verify",
                    stack.database().password("fundstream_verify"))
                .comparing(TestKafka.shared().bootstrapServers()));
    assertThat(report.findings()).isEmpty();
    assertThat(report.events()).isEqualTo(EVENTS + 1);
  }

  private static List<String> column(TwoContexts stack, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = stack.database().connect(stack.database().superuser());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) values.add(row.getString(1));
    }
    return values;
  }
}
