package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.FundRequests;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Request;
import io.fundstream.system.traffic.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/**
 * One stack, a process each service, and guarantees that need no crash; {@link TortureTest} has
 * those that do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuaranteesTest {
  private final History history = new History();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path data;

  private StackProcess stack;
  private Client client;

  @BeforeAll
  void start() {
    stack = StackProcess.up(data);
    client = new Client(stack.endpoints());
  }

  @AfterAll
  void stop() {
    client.close();
    stack.close();
  }

  @Test
  @Order(1)
  void a_command_becomes_an_event_a_record_a_row_and_an_answer() throws Exception {
    UUID fund = UUID.randomUUID();
    Answer made = send(FundRequests.register(fund, "Fund " + fund));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.position()).isEqualTo(fund + ":1");
    String location = made.header("Location").orElseThrow();
    Answer read = client.getWhenThere(location + "?minPosition=" + fund + ":1");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().get("name").asText()).isEqualTo("Fund " + fund);
    assertThat(read.json().get("targetSize").asText()).isEqualTo("100000000.00");
    nothingIsWrong();
  }

  @Test
  @Order(2)
  void the_same_key_fifty_times_at_once_is_one_event_and_equal_answers() throws Exception {
    Request register = FundRequests.register(UUID.randomUUID(), "Fifty times");
    List<Answer> answers = Crowd.all(IntStream.range(0, 50), n -> client.send(register));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Answer::original).collect(Collectors.toSet())).hasSize(1);
    history.add(register, answers.size(), answers.getFirst());
    nothingIsWrong();
  }

  @Test
  @Order(3)
  void fifty_amendments_with_one_if_match_are_one_event_and_forty_nine_refusals() throws Exception {
    UUID fund = UUID.randomUUID();
    send(FundRequests.register(fund, "One If-Match"));
    List<Answer> answers =
        Crowd.all(
            IntStream.range(0, 50),
            n ->
                send(
                    FundRequests.amend(fund, 1, "\"name\":\"Name %d\"".formatted(n))
                        .expecting(200, 412)));
    Map<Integer, Long> statuses =
        answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    assertThat(statuses).isEqualTo(Map.of(200, 1L, 412, 49L));
    nothingIsWrong();
  }

  @Test
  @Order(4)
  void many_writers_leave_no_gap_on_one_fund_and_on_a_thousand() throws Exception {
    UUID hot = UUID.randomUUID();
    send(FundRequests.register(hot, "Hot fund"));
    all(256, n -> FundRequests.draft(hot, "{\"n\":%d}".formatted(n)));
    all(1_000, n -> FundRequests.register(UUID.randomUUID(), "Fund " + n));
    nothingIsWrong();
  }

  @Test
  @Order(5)
  void with_kafka_registry_relay_and_projector_stopped_commands_are_accepted_and_arrive_later()
      throws Exception {
    stack.stopServices("projector", "relay", "registry", "kafka");
    for (int n = 0; n < 50; n++) {
      Answer answer = send(FundRequests.register(UUID.randomUUID(), "Fund " + n));
      assertThat(answer.status()).isEqualTo(201);
    }
    stack.startServices("kafka", "registry", "relay", "projector");
    nothingIsWrong();
  }

  @Test
  @Order(6)
  void verify_says_that_all_is_sound() throws Exception {
    StackProcess.Ran kafka = stack.run("verify", "--kafka");
    assertThat(kafka.status()).as(kafka.output()).isZero();
    System.out.println(kafka.output());
  }

  @Test
  @Order(7)
  void sigterm_under_load_ends_it_within_ten_seconds_with_status_0_and_no_child() {
    Map<String, Long> pids = stack.pids();
    int before = history.size();
    Traffic traffic = new Traffic(client, history, System.nanoTime(), 4);
    Awaitility.await("50 commands more")
        .atMost(Duration.ofSeconds(60))
        .until(() -> history.size() > before + 50);
    assertThat(stack.stop(Duration.ofSeconds(10))).isZero();
    traffic.abandon();
    assertThat(pids.values()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(stack.folder().of("endpoints.json")).doesNotExist();
  }

  private Answer send(Request request) {
    Answer answer = Crowd.untilAnswered(client, request);
    history.add(request, 1, answer);
    return answer;
  }

  private interface Numbered {
    Request request(int number);
  }

  private void all(int count, Numbered numbered) throws InterruptedException, ExecutionException {
    Crowd.all(IntStream.range(0, count), n -> send(numbered.request(n)));
  }

  private void nothingIsWrong() throws Exception {
    List<Finding> findings = Judge.judge(new Observer(stack).observe(history));
    assertThat(findings).extracting(Finding::line).isEmpty();
  }
}
