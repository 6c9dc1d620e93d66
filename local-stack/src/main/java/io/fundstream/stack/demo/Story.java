package io.fundstream.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.feed.SeenEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Plays a fund's life and tells it; remembers whether every step was seen end to end. */
public final class Story {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String REGISTRATION =
      """
      {"name":"Aurora Growth II","vintageYear":2026,"currency":"USD","targetSize":"250000000.00",\
      "hardCap":"300000000.00","managementFeeRate":"0.020000","carryRate":"0.200000"}\
      """;

  private final Endpoints at;
  private final PrintWriter out;
  private final Http http;
  private final KafkaWatch kafka;
  private JsonNode row;
  private int step;
  private int wrong;

  private Story(Endpoints at, PrintWriter out, Http http, KafkaWatch kafka) {
    this.at = at;
    this.out = out;
    this.http = http;
    this.kafka = kafka;
    this.row = com.fasterxml.jackson.databind.node.NullNode.getInstance();
  }

  /**
   * Plays it.
   *
   * @return how many steps were not seen end to end; 0 is what should be
   */
  public static int play(Endpoints at, PrintWriter out) throws IOException, InterruptedException {
    try (Http http = new Http(at.apiKey());
        KafkaWatch kafka = new KafkaWatch(at)) {
      Story story = new Story(at, out, http, kafka);
      story.tell();
      return story.wrong;
    }
  }

  private void tell() throws IOException, InterruptedException {
    String key = UUID.randomUUID().toString();
    Map<String, String> once = Map.of("Idempotency-Key", key);
    Answer registered =
        command("Register a fund", "POST", "/v1/funds", once, REGISTRATION, "FundRegistered");
    String fund = "/v1/funds/" + registered.body().path("id").asText();
    String known = row.path("updatedAt").asText();
    command(
        "Raise its target size",
        "PATCH",
        fund,
        Map.of("If-Match", "\"1\""),
        "{\"targetSize\":\"275000000.00\"}",
        "FundTermsAmended");
    command(
        "Draft its configuration",
        "POST",
        fund + "/drafts",
        Map.of(),
        "{\"config\":{\"waterfall\":\"EUROPEAN\",\"recycling\":true}}",
        "FundDraftSaved");
    command("Publish it", "POST", fund + "/publications", Map.of(), "{}", "FundConfigPublished");
    command(
        "Start to invest",
        "POST",
        fund + "/status",
        Map.of(),
        "{\"status\":\"INVESTING\",\"reason\":\"first close\"}",
        "FundStatusChanged");
    command(
        "Close the fund",
        "POST",
        fund + "/status",
        Map.of(),
        "{\"status\":\"CLOSED\"}",
        "FundStatusChanged");
    repeat(once, registered);
    refuse(fund);
    timeTravel(fund, known);
  }

  private Answer command(
      String title,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      String expected)
      throws IOException, InterruptedException {
    heading(title);
    Answer answer = http.send(method, at.gateway() + path, headers, body);
    line("command", "%s %s → %d in %d ms", method, path, answer.status(), answer.millis());
    if (answer.status() >= 300) {
      bad("refused: " + answer.body());
      return answer;
    }
    read(answer);
    Optional<SeenEvent> event = kafka.await(answer.position(), PATIENCE);
    if (event.isEmpty() || !event.get().envelope().shortType().equals(expected)) {
      bad(
          "expected "
              + expected
              + " in Kafka, saw "
              + event.map(SeenEvent::text).orElse("nothing"));
      return answer;
    }
    SeenEvent seen = event.get();
    line("event", "%s, position %s, %s", expected, answer.position(), seen.payload());
    line("kafka", "%s partition %d offset %d", seen.topic(), seen.partition(), seen.offset());
    return answer;
  }

  /** Reads the fund as soon as the read side has the command's event, and tells what changed. */
  private void read(Answer command) throws IOException, InterruptedException {
    String id = command.body().path("id").asText();
    Answer answer =
        http.get(
            at.query() + "/v1/funds/" + id + "?minPosition=" + command.position(),
            Map.of("Prefer", "wait=10"));
    long millis = Math.round((answer.at() - command.at()) / 1e6);
    if (answer.status() != 200) {
      bad("not readable: " + answer.status() + " " + answer.body());
      return;
    }
    line("row", "fund: %s", changes(row, answer.body()));
    line("readable", "%d ms after the answer", millis);
    row = answer.body();
  }

  private static String changes(JsonNode before, JsonNode after) {
    Map<String, String> changed = new TreeMap<>();
    after
        .properties()
        .forEach(field -> {
          JsonNode old = before.path(field.getKey());
          if (!old.equals(field.getValue()) && !field.getKey().endsWith("At")) {
            String was = old.isMissingNode() ? "" : old.asText() + " → ";
            changed.put(field.getKey(), was + field.getValue().asText());
          }
        });
    StringBuilder text = new StringBuilder();
    changed.forEach(
        (k, v) -> text.append(text.isEmpty() ? "" : ", ").append(k).append(' ').append(v));
    return text.toString();
  }

  private void repeat(Map<String, String> headers, Answer first)
      throws IOException, InterruptedException {
    heading("Send the first command again, with the same Idempotency-Key");
    long events = kafka.count();
    Answer again = http.send("POST", at.gateway() + "/v1/funds", headers, REGISTRATION);
    line("answer", "%d in %d ms, the same as before, no new event", again.status(), again.millis());
    check(
        again.status() == first.status()
            && again.body().equals(first.body())
            && again.header("idempotency-replayed").equals("true")
            && kafka.count() == events,
        "expected the first answer again, got " + again);
  }

  private void refuse(String fund) throws IOException, InterruptedException {
    heading("Amend the closed fund");
    Answer refused =
        http.send(
            "PATCH",
            at.gateway() + fund,
            Map.of("If-Match", "\"" + row.path("version").asInt() + "\""),
            "{\"carryRate\":\"0.250000\"}");
    line("answer", "%d %s", refused.status(), refused.body().path("detail").asText());
    check(
        refused.body().path("type").asText().equals("urn:fundstream:problem:fund-closed"),
        "expected the refusal fund-closed, got " + refused);
  }

  private void timeTravel(String fund, String known) throws IOException, InterruptedException {
    heading("Ask what was known before the amendment");
    Answer then = http.get(at.query() + fund + "?knownAt=" + known, Map.of());
    line("read", "GET %s?knownAt=%s → %d in %d ms", fund, known, then.status(), then.millis());
    line(
        "then",
        "targetSize %s; now %s",
        then.body().path("targetSize").asText(),
        row.path("targetSize").asText());
    check(
        then.body().path("targetSize").asText().equals("250000000.00"),
        "expected the first target size, got " + then);
  }

  private void heading(String title) {
    step++;
    out.printf("%n%d. %s%n", step, title);
  }

  private void line(String what, String format, Object... values) {
    out.printf("   %-10s %s%n", what, format.formatted(values));
    out.flush();
  }

  private void check(boolean right, String message) {
    if (!right) {
      bad(message);
    }
  }

  private void bad(String message) {
    wrong++;
    line("WRONG", "%s", message);
  }
}
