package io.fundstream.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.log.decide.AppendPlan;
import io.fundstream.gateway.log.decide.Overlay;
import io.fundstream.gateway.log.head.LockedBatch;
import io.fundstream.gateway.log.queue.Pending;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two tenants that name one id in the same transaction; nothing of it needs a database. */
class TenantsTest {
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID fund = UUID.randomUUID();

  @Test
  void whoever_is_refused_takes_no_id_from_another() {
    assertThat(decided(pending(one, LogBench.draft(fund)), pending(other, LogBench.register(fund))))
        .containsExactly("not-found", fund + ":1 v1");
  }

  @Test
  void an_id_is_the_tenants_who_wrote_under_it_first() {
    assertThat(
            decided(pending(one, LogBench.register(fund)), pending(other, LogBench.register(fund))))
        .containsExactly(fund + ":1 v1", "id-taken");
  }

  private List<String> decided(Pending... batch) {
    Overlay overlay = new Overlay();
    LockedBatch locked = new LockedBatch();
    for (Pending pending : batch) overlay.add(pending, locked);
    AppendPlan plan = new AppendPlan(overlay, 1);
    List<String> answers = new ArrayList<>();
    for (Pending pending : batch) {
      plan.decide(pending);
      assertThat(plan.outcomes().get(pending))
          .isInstanceOfSatisfying(
              Outcome.Answered.class,
              a -> {
                answers.add(new String(a.answer().body(), StandardCharsets.UTF_8));
              });
    }
    return answers;
  }

  private static Pending pending(UUID tenant, Intent intent) {
    Submission submission =
        new Submission(
            tenant,
            intent,
            new Precondition.None(),
            null,
            LogBench.ORIGIN,
            LocalDate.of(2026, 1, 31),
            new LogBench.Plain(),
            100);
    return new Pending(submission, System.nanoTime(), null);
  }
}
