package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.audit.AuditReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Judges from outside: what the writers were told against the log, the log against Kafka, and both
 * against what is read.
 */
final class Checker {
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final Stack stack;
  private final Http http;

  Checker(Stack stack, Http http) {
    this.stack = stack;
    this.http = http;
  }

  /** Nothing lost, nothing twice, everything in order; prints the figures. */
  void check(History history) throws Exception {
    assertThat(history.faults()).isEmpty();
    List<StoredEvent> log = StoredEvent.log(stack);
    toldIsInTheLog(history.told(), log);
    kafkaHoldsTheLog(log);
    readsReachTheLog(log);
    audit();
    System.out.printf(
        "checked: %d commands answered, %d tries without an answer, %d events in the log%n",
        history.told().size(), history.tries(), log.size());
  }

  /** Each answered command is one event; the writers' funds have no other event. */
  private static void toldIsInTheLog(List<History.Told> told, List<StoredEvent> log) {
    Map<String, StoredEvent> byPosition = new HashMap<>();
    for (StoredEvent event : log) {
      assertThat(byPosition.put(event.position(), event)).as(event.position()).isNull();
    }
    Set<UUID> funds = told.stream().map(History.Told::fund).collect(Collectors.toSet());
    Set<String> positions = new HashSet<>();
    for (History.Told one : told) {
      assertThat(positions.add(one.position())).as("told twice: " + one).isTrue();
      StoredEvent event =
          Objects.requireNonNull(byPosition.get(one.position()), () -> "lost: " + one);
      assertThat(event.type()).endsWith("." + one.type());
      assertThat(event.version()).isEqualTo(one.version());
      assertThat(event.stream()).isEqualTo(one.fund());
    }
    assertThat(log.stream().filter(event -> funds.contains(event.stream())).count())
        .as("events of the writers' funds")
        .isEqualTo(told.size());
  }

  /** Every event of the log once in Kafka, and each key's in the order 1, 2, 3 … */
  private void kafkaHoldsTheLog(List<StoredEvent> log) {
    Set<String> ids = log.stream().map(StoredEvent::id).collect(Collectors.toSet());
    TopicReader reader = new TopicReader(stack.kafka(), "fundstream.fund");
    Awaitility.await("Kafka holds the log")
        .atMost(CATCH_UP)
        .until(() -> reader.read().size() >= ids.size());
    Map<String, Long> last = new TreeMap<>();
    List<String> seen = new ArrayList<>();
    for (TopicReader.Seen record : reader.read()) {
      seen.add(record.id());
      long before = last.merge(record.key(), record.seq(), (was, is) -> is == was + 1 ? is : -1);
      assertThat(before).as("order of " + record).isEqualTo(record.seq());
    }
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen)).isEqualTo(ids);
    reader.close();
  }

  /** Each fund is read at its last version, and the read trail is the log. */
  private void readsReachTheLog(List<StoredEvent> log) throws SQLException {
    Map<UUID, Integer> versions = new HashMap<>();
    log.forEach(event -> versions.merge(event.stream(), event.version(), Math::max));
    Awaitility.await("the read tables reach the log")
        .atMost(CATCH_UP)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(StoredEvent.readVersions(stack)).isEqualTo(versions);
          assertThat(StoredEvent.readTrail(stack))
              .containsExactlyInAnyOrderElementsOf(log.stream().map(StoredEvent::id).toList());
        });
    Awaitility.await("the query API answers")
        .atMost(CATCH_UP)
        .ignoreExceptions()
        .untilAsserted(() -> {
          UUID fund = log.getLast().stream();
          JsonNode read = http.get("/v1/funds/" + fund).json();
          assertThat(read.get("version").asInt()).isEqualTo(versions.get(fund));
        });
  }

  private void audit() throws Exception {
    JsonNode superuser = stack.endpoints().get("postgresSuperuser");
    AuditReport report =
        Audit.run(
            AuditConfig.of(
                    stack.endpoints().get("postgres").asText(),
                    superuser.get("user").asText(),
                    superuser.get("password").asText())
                .comparing(stack.kafka()));
    assertThat(report.findings()).isEmpty();
    assertThat(report.warnings()).isEmpty();
  }
}
