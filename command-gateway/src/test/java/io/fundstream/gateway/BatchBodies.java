package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lines of batches and what came back for them. */
final class BatchBodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchBodies() {}

  static String register(UUID id) {
    return FundLifeTest.FUND.replaceFirst(
        "\\{", "{\"command\":\"fund.register\",\"id\":\"" + id + "\",");
  }

  static String draft(UUID id, int n) {
    return "{\"command\":\"fund.save-draft\",\"id\":\"%s\",\"config\":{\"n\":%d}}".formatted(id, n);
  }

  static String status(UUID id, String status) {
    return "{\"command\":\"fund.change-status\",\"id\":\"%s\",\"status\":\"%s\"}"
        .formatted(id, status);
  }

  /** The funds' registrations, then their drafts by turns: 1 of each, 2 of each … */
  static List<String> funds(List<UUID> ids, int drafts) {
    List<String> lines = new ArrayList<>();
    ids.forEach(id -> lines.add(register(id)));
    for (int n = 1; n <= drafts; n++) {
      for (UUID id : ids) lines.add(draft(id, n));
    }
    return lines;
  }

  /** The results, checked to be numbered 1, 2, 3 … */
  static List<JsonNode> results(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    List<JsonNode> results = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      JsonNode result = JSON.readTree(line);
      results.add(result);
      assertThat(result.path("line").asInt()).isEqualTo(results.size());
    }
    return results;
  }

  static List<Integer> statuses(HttpResponse<String> answer) throws Exception {
    return results(answer).stream().map(r -> r.path("status").asInt()).toList();
  }

  static long count(TestDatabase database, String table) {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from event_store." + table)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
