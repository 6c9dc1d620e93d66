package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.ProjectorConfig;
import io.fundstream.system.CommittedTransactions.Count;
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
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a command costs the database beyond what the platform spends at rest: as much with six
 * projections as with three. The append, the rows and the notice that the query service hears are a
 * transaction each; the mark of settled time and its way to the rows are two more, which commands
 * share that come within half a second. 9.6 and 17.8 were measured when each projection had a
 * transaction of its own.
 */
class TransactionsPerCommandTest {
  private static final double MOST = 4;

  private static final int RELEASED = 3;

  private static final int COMMANDS = 60;
  private static final Duration APART = Duration.ofMillis(250);
  private static final Duration SOON = Duration.ofSeconds(120);

  @ParameterizedTest(name = "with {0} projections more than are released")
  @ValueSource(ints = {0, 3})
  void a_command_that_nobody_waits_for_costs_no_transaction_more_for_further_projections(int more)
      throws Exception {
    try (OneJvm stack = with(more);
        Client client = new Client(stack.ready().gateway(), stack.query(), OneJvm.API_KEY);
        CommittedTransactions committed = new CommittedTransactions(stack.database())) {
      await().atMost(SOON).until(() -> ask(stack, "projection where live") == RELEASED + more);
      commands(client, 2);
      await().atMost(SOON).until(() -> ask(stack, "progress") == 2L * (RELEASED + more));
      Count start = committed.whenTold();
      Count rested = committed.whenTold(APART.multipliedBy(COMMANDS));
      commands(client, COMMANDS);
      Count end = committed.whenTold();
      double atRest = start.rate(rested);
      double each = rested.beyond(atRest, end) / COMMANDS;
      System.out.printf(
          "%d projections: %.2f transactions a command beyond %.2f a second at rest%n",
          RELEASED + more, each, atRest);
      assertThat(each).isBetween(1.0, MOST);
      await()
          .atMost(SOON)
          .until(() -> ask(stack, "progress") == (2L + COMMANDS) * (RELEASED + more));
    }
  }

  private static OneJvm with(int more) {
    return new OneJvm(
        Map.of(),
        Map.of(
            "projector",
            s ->
                io.fundstream.projector.Main.start(
                    ProjectorConfig.from(s), List.of(SeenFunds.withMore(more)))));
  }

  /** One after the other, each a fund of its own, at a steady pace. */
  private static void commands(Client client, int number) throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      for (int n = 0; n < number; n++) {
        Request command = FundRequests.register(null, "Paced");
        answers.add(
            clock.schedule(
                () -> Crowd.untilAnswered(client, command),
                n * APART.toMillis(),
                TimeUnit.MILLISECONDS));
      }
    }
    for (Future<Answer> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(201);
    }
  }

  /** How many rows there are in the read model. */
  private static long ask(OneJvm stack, String from) throws SQLException {
    try (Connection session = stack.database().connect(stack.database().superuser());
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from read_model." + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
