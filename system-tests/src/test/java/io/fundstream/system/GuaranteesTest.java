package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One stack, a process each service; what is harmed in one test works again in the next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuaranteesTest {
  private static final List<String> SERVICES =
      List.of("gateway", "relay", "projector", "query", "kafka", "postgres", "registry");

  private final History history = new History();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path data;

  private Stack stack;
  private Http http;
  private Checker checker;

  @BeforeAll
  void start() throws Exception {
    stack = Stack.up(data);
    http = new Http(stack);
    checker = new Checker(stack, http);
  }

  @AfterAll
  void stop() throws Exception {
    stack.close();
  }

  @Test
  @Order(1)
  void a_command_becomes_an_event_a_record_a_row_and_an_answer() throws Exception {
    UUID fund = UUID.randomUUID();
    Http.Answer made = register(fund, UUID.randomUUID().toString());
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Fundstream-Position")).contains(fund + ":1");
    String location = made.header("Location").orElseThrow();
    Http.Answer read = http.get(location + "?minPosition=" + fund + ":1");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().get("name").asText()).isEqualTo("Fund " + fund);
    assertThat(read.json().get("targetSize").asText()).isEqualTo("100000000.00");
    checker.check(history);
  }

  @Test
  @Order(2)
  void the_same_key_fifty_times_at_once_is_one_event_and_equal_answers() throws Exception {
    UUID fund = UUID.randomUUID();
    List<Http.Answer> answers =
        Crowd.all(IntStream.range(0, 50), n -> register(fund, "key-" + fund));
    assertThat(answers).extracting(Http.Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Http.Answer::body).collect(Collectors.toSet())).hasSize(1);
    history.told(fund, "FundRegistered", answers.getFirst());
    checker.check(history);
  }

  @Test
  @Order(3)
  void fifty_amendments_with_one_if_match_are_one_event_and_forty_nine_refusals() throws Exception {
    UUID fund = UUID.randomUUID();
    history.told(fund, "FundRegistered", register(fund, UUID.randomUUID().toString()));
    List<Http.Answer> answers =
        Crowd.all(
            IntStream.range(0, 50),
            n ->
                http.send(
                    Http.Command.patch(
                        "/v1/funds/" + fund,
                        UUID.randomUUID().toString(),
                        1,
                        "{\"name\":\"Name %d\"}".formatted(n))));
    Map<Integer, Long> statuses =
        answers.stream().collect(Collectors.groupingBy(Http.Answer::status, Collectors.counting()));
    assertThat(statuses).isEqualTo(Map.of(200, 1L, 412, 49L));
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(answer -> history.told(fund, "FundTermsAmended", answer));
    checker.check(history);
  }

  @Test
  @Order(4)
  void many_writers_leave_no_gap_on_one_fund_and_on_a_thousand() throws Exception {
    UUID hot = UUID.randomUUID();
    history.told(hot, "FundRegistered", register(hot, UUID.randomUUID().toString()));
    Crowd.all(
        IntStream.range(0, 256),
        n -> {
          Http.Command command =
              Http.Command.post(
                  "/v1/funds/" + hot + "/drafts",
                  UUID.randomUUID().toString(),
                  "{\"config\":{\"n\":%d}}".formatted(n));
          history.told(hot, "FundDraftSaved", Crowd.untilAnswered(() -> http.send(command)));
          return n;
        });
    Crowd.all(
        IntStream.range(0, 1_000),
        n -> {
          UUID fund = UUID.randomUUID();
          history.told(
              fund, "FundRegistered", Crowd.untilAnswered(() -> register(fund, fund.toString())));
          return n;
        });
    checker.check(history);
  }

  @Test
  @Order(5)
  void with_kafka_registry_relay_and_projector_stopped_commands_are_accepted_and_arrive_later()
      throws Exception {
    stack.service("stop", "projector", "relay", "registry", "kafka");
    Set<Integer> statuses =
        IntStream.range(0, 50)
            .mapToObj(n -> {
              UUID fund = UUID.randomUUID();
              Http.Answer answer = unchecked(() -> register(fund, fund.toString()));
              history.told(fund, "FundRegistered", answer);
              return answer.status();
            })
            .collect(Collectors.toSet());
    assertThat(statuses).containsOnly(201);
    stack.service("start", "kafka", "registry", "relay", "projector");
    checker.check(history);
  }

  @Test
  @Order(6)
  void killing_each_service_in_turn_under_a_trickle_loses_and_repeats_nothing() throws Exception {
    Trickle trickle = new Trickle(http, history);
    for (String service : SERVICES) {
      long pid = stack.pid(service);
      int before = history.told().size();
      stack.kill(service);
      Awaitility.await(service + " runs again")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> stack.pid(service) != pid);
      Awaitility.await("commands are answered after " + service + " was killed")
          .atMost(Duration.ofSeconds(60))
          .until(() -> history.told().size() > before + 100);
    }
    trickle.finish();
    checker.check(history);
  }

  @Test
  @Order(7)
  void a_lost_slot_and_lost_offsets_lose_and_repeat_nothing() throws Exception {
    Trickle trickle = new Trickle(http, history);
    stack.service("stop", "relay");
    dropSlots();
    awaitMore(100);
    stack.service("start", "relay");
    awaitMore(100);
    stack.service("stop", "relay");
    empty("fundstream.relay.offsets");
    awaitMore(100);
    stack.service("start", "relay");
    awaitMore(100);
    trickle.finish();
    checker.check(history);
  }

  @Test
  @Order(8)
  void verify_says_that_all_is_sound() throws Exception {
    Stack.Ran log = stack.run("verify");
    assertThat(log.status()).as(log.output()).isZero();
    Stack.Ran kafka = stack.run("verify", "--kafka");
    assertThat(kafka.status()).as(kafka.output()).isZero();
    System.out.println(kafka.output());
  }

  @Test
  @Order(9)
  void sigterm_under_load_ends_it_within_ten_seconds_with_status_0_and_no_child() throws Exception {
    JsonNode pids = stack.endpoints().get("pids");
    Trickle trickle = new Trickle(http, history);
    awaitMore(50);
    trickle.abandon();
    assertThat(stack.stop(Duration.ofSeconds(10))).isZero();
    assertThat(pids.valueStream().map(JsonNode::asLong))
        .noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(stack.data().resolve("endpoints.json")).doesNotExist();
  }

  private Http.Answer register(UUID fund, String key) throws Exception {
    String body = Writer.FUND.formatted(fund, "Fund " + fund);
    return http.send(Http.Command.post("/v1/funds", key, body));
  }

  private void awaitMore(int commands) {
    int before = history.told().size();
    Awaitility.await(commands + " more commands")
        .atMost(Duration.ofSeconds(60))
        .until(() -> history.told().size() >= before + commands);
  }

  private void dropSlots() throws SQLException {
    try (Connection database = stack.database();
        Statement statement = database.createStatement()) {
      statement.execute(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
    }
  }

  private void empty(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      admin.incrementalAlterConfigs(Topics.deletable(topic)).all().get();
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
      admin.incrementalAlterConfigs(Topics.compacted(topic)).all().get();
    }
  }

  private static <T> T unchecked(Callable<T> task) {
    try {
      return task.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
